import type { DefinitionIssue } from './check-source.ts';
import type { OpcUaSourceDefinition } from '../definition/source-definition.ts';
import { NODE_ID_FORMS, parseNodeId } from '../opcua/node-id.ts';

// A login in an address is nothing that OPC UA knows: it is passed over.
const ENDPOINT =
  /^opc\.tcp:\/\/(?:[^@/\s]*@)?(\[[0-9a-f:.]+\]|[^\s:/[\]@]+)(?::(\d+))?((?:[/?]\S*)?)$/i;
const DEFAULT_PORT = 4840;
const LAST_PORT = 65_535;

/** Finds what cannot be meant in the definition of a source of this protocol. */
export function checkOpcUaSource(source: OpcUaSourceDefinition): readonly DefinitionIssue[] {
  const { endpointUrl, earliestTime, tags } = source;
  const issues: DefinitionIssue[] = [];
  if (parseEndpoint(endpointUrl) === undefined) {
    // A secret may stand in an address that is misspelt.
    const message = `expected opc.tcp://host:port with a port from 1 to ${LAST_PORT}, got a string`;
    issues.push({ path: ['endpointUrl'], message });
  }
  if (earliestTime !== undefined && Number.isNaN(earliestTimeUs(source))) {
    const message = `expected an ISO 8601 time with a zone, got ${JSON.stringify(earliestTime)}`;
    issues.push({ path: ['earliestTime'], message });
  }
  for (const [index, { name, nodeId }] of tags.entries()) {
    if (parseNodeId(nodeId) !== undefined) continue;
    const message = `tag ${name}: expected ${NODE_ID_FORMS}, got ${JSON.stringify(nodeId)}`;
    issues.push({ path: ['tags', index, 'nodeId'], message });
  }
  return issues;
}

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

const DEFAULT_EARLIEST = '2001-01-01T00:00:00Z';
const TIME_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** The earliest time that a device's clock may show, microseconds since 1970; NaN where the definition has none that can be read. */
export function earliestTimeUs({ earliestTime = DEFAULT_EARLIEST }: OpcUaSourceDefinition): number {
  return TIME_WITH_ZONE.test(earliestTime) ? Date.parse(earliestTime) * 1_000 : Number.NaN;
}
