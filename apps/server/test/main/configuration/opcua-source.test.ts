import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const configurationOf = (keys: string, nodeId: string): string => `
sources:
  - name: rig
    protocol: opcua
    endpointUrl: opc.tcp://192.0.2.30:4840
    ${keys}
    tags: [{ name: rig/load, nodeId: '${nodeId}' }]
`;

describe('an OPC UA source in a configuration', () => {
  test('may have a time before which no clock was set', () => {
    const text = configurationOf("earliestTime: '2015-01-01T00:00:00Z'", 'nsu=urn:a;s=P');
    expect(parseConfiguration(text, 'field.yaml').sources[0]).toMatchObject({
      earliestTime: '2015-01-01T00:00:00Z',
      tags: [{ nodeId: 'nsu=urn:a;s=P' }],
    });
  });

  test.each(['W', 'ns=1;i=abc', 'ns=1; s=W', 'ns=1;g=123', 'ns=70000;s=W'])(
    'is refused with the node id %s, by its place and its tag',
    (nodeId) => {
      expect(() => parseConfiguration(configurationOf('', nodeId), 'field.yaml')).toThrow(
        new RegExp(`sources\\.0\\.tags\\.0\\.nodeId: tag rig/load: expected .*, got "${nodeId}"`),
      );
    },
  );

  test('is refused with an earliest time that is none', () => {
    expect(() =>
      parseConfiguration(configurationOf("earliestTime: 'x'", 'i=1'), 'field.yaml'),
    ).toThrow('sources.0.earliestTime: expected an ISO 8601 time with a zone, got "x"');
  });
});
