import { checkSource, type OpcUaSourceDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { earliestTimeUs } from '../../src/opcua/earliest-time-us.ts';
import { parseEndpoint } from '../../src/opcua/opc-ua-endpoint.ts';

const SOURCE: OpcUaSourceDefinition = {
  name: 'rig',
  protocol: 'opcua',
  endpointUrl: 'opc.tcp://plc-7.example:4840/path',
  tags: [
    { name: 'right', nodeId: 'nsu=urn:a;s=P' },
    { name: 'also right', nodeId: 'ns=3;i=7' },
  ],
};

describe('the definition of an OPC UA source', () => {
  test('is as it should be', () => {
    expect(checkSource(SOURCE)).toEqual([]);
    expect(checkSource({ ...SOURCE, earliestTime: '1990-01-01T00:00:00+02:00' })).toEqual([]);
  });

  test('has each node id that is none told, with its tag', () => {
    const tags = [
      ...SOURCE.tags,
      { name: 'well/oil', nodeId: 'ns=1; s=W' },
      { name: 'x', nodeId: 'ns=70000;s=W' },
    ];
    const issues = checkSource({ ...SOURCE, tags });
    expect(issues.map(({ path }) => path)).toEqual([
      ['tags', 2, 'nodeId'],
      ['tags', 3, 'nodeId'],
    ]);
    expect(issues[0]!.message).toMatch(/^tag well\/oil: expected ns=.*, got "ns=1; s=W"$/);
  });

  test.each([
    'opc.tcp://',
    'opc.tcp://:4840',
    'opc.tcp://a:0',
    'opc.tcp://a:65536',
    'opc.tcp://a:x',
    'http://a',
    'opc.tcp://a b',
  ])('does not have the endpoint %s', (endpointUrl) => {
    const [issue] = checkSource({ ...SOURCE, endpointUrl });
    expect(issue).toMatchObject({ path: ['endpointUrl'] });
    // A secret may stand in it.
    expect(issue!.message).toMatch(/got a string$/);
  });

  test.each(['yesterday', '2001', '2001-01-01', '2001-01-01T00:00:00', '2001-13-01T00:00:00Z'])(
    'does not have the earliest time %s',
    (earliestTime) => {
      expect(checkSource({ ...SOURCE, earliestTime })).toEqual([
        {
          path: ['earliestTime'],
          message: `expected an ISO 8601 time with a zone, got "${earliestTime}"`,
        },
      ]);
    },
  );

  test('has its port and its earliest time by default', () => {
    expect(parseEndpoint('opc.tcp://[::1]')).toEqual({
      host: '::1',
      port: 4840,
      url: 'opc.tcp://[::1]:4840',
    });
    expect(parseEndpoint('opc.tcp://10.0.0.1:49320/UA')).toEqual({
      host: '10.0.0.1',
      port: 49_320,
      url: 'opc.tcp://10.0.0.1:49320/UA',
    });
    expect(parseEndpoint('opc.tcp://ops:secret@plc:4841/UA')).toEqual({
      host: 'plc',
      port: 4_841,
      url: 'opc.tcp://plc:4841/UA',
    });
    expect(earliestTimeUs(SOURCE)).toBe(Date.UTC(2001, 0, 1) * 1_000);
  });
});
