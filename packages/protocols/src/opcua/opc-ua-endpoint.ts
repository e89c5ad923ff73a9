// A login in an address is nothing that OPC UA knows: it is passed over.
const ENDPOINT =
  /^opc\.tcp:\/\/(?:[^@/\s]*@)?(\[[0-9a-f:.]+\]|[^\s:/[\]@]+)(?::(\d+))?((?:[/?]\S*)?)$/i;
const DEFAULT_PORT = 4840;
export const LAST_PORT = 65_535;

/** Where a server listens. */
export interface OpcUaEndpoint {
  /** An IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** The URL without a login. */
  readonly url: string;
}

/** Takes an endpoint's URL apart; undefined where it is none. */
export function parseEndpoint(endpointUrl: string): OpcUaEndpoint | undefined {
  const match = ENDPOINT.exec(endpointUrl);
  if (match === null) return undefined;
  const port = Number(match[2] ?? DEFAULT_PORT);
  if (port < 1 || port > LAST_PORT) return undefined;
  const [, host, , path] = match;
  const url = `opc.tcp://${host}:${port}${path}`;
  return { host: host!.replace(/^\[|\]$/g, ''), port, url };
}
