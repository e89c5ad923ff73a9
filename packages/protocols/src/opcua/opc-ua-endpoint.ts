// OPC UA has no login in an address: the pattern skips it.
const ENDPOINT =
  /^opc\.tcp:\/\/(?:[^@/\s]*@)?(\[[0-9a-f:.]+\]|[^\s:/[\]@]+)(?::(\d+))?((?:[/?]\S*)?)$/i;
const DEFAULT_PORT = 4840;
export const LAST_PORT = 65_535;

/** Address of a server. */
export interface OpcUaEndpoint {
  /** An IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** The URL without a login. */
  readonly url: string;
}

/** Parses an endpoint's URL; undefined where it is malformed. */
export function parseEndpoint(endpointUrl: string): OpcUaEndpoint | undefined {
  const match = ENDPOINT.exec(endpointUrl);
  if (match === null) return undefined;
  const port = Number(match[2] ?? DEFAULT_PORT);
  if (port < 1 || port > LAST_PORT) return undefined;
  const [, host, , path] = match;
  const url = `opc.tcp://${host}:${port}${path}`;
  return { host: host!.replace(/^\[|\]$/g, ''), port, url };
}
