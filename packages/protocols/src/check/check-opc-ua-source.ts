import type { DefinitionIssue } from './definition-issue.ts';
import type { OpcUaSourceDefinition } from '../definition/opc-ua-source-definition.ts';
import { NODE_ID_FORMS, parseNodeId } from '../opcua/parse-node-id.ts';
import { LAST_PORT, parseEndpoint } from '../opcua/opc-ua-endpoint.ts';
import { earliestTimeUs } from '../opcua/earliest-time-us.ts';

/** Finds mistakes in the definition of an OPC UA source. */
export function checkOpcUaSource(source: OpcUaSourceDefinition): readonly DefinitionIssue[] {
  const { endpointUrl, earliestTime, tags } = source;
  const issues: DefinitionIssue[] = [];
  if (parseEndpoint(endpointUrl) === undefined) {
    // The message does not repeat the address, which may contain a secret.
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
