import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const read = (tag: string) =>
  parseConfiguration(
    `
sources:
  - name: plc
    protocol: modbus
    host: 192.0.2.10
    tags: [{ name: plc/value, ${tag} }]
`,
    'field.yaml',
  ).sources[0];

describe('a Modbus tag in a configuration', () => {
  test.each([
    { tag: 'address: 0', keys: { address: 0 } },
    // A number is an address on the wire, however it looks.
    { tag: 'address: 40001', keys: { address: 40_001 } },
    { tag: "address: '40001'", keys: { address: '40001' } },
    { tag: 'address: holding:0', keys: { address: 'holding:0' } },
    { tag: 'address: 4x1', keys: { address: '4x1' } },
    {
      tag: "address: '400001', rawType: bcd32, byteOrder: CDAB",
      keys: { address: '400001', rawType: 'bcd32', byteOrder: 'CDAB' },
    },
    {
      tag: 'address: 0, rawType: int64, byteOrder: EFGHABCD',
      keys: { rawType: 'int64', byteOrder: 'EFGHABCD' },
    },
    {
      tag: 'address: 0, scaling: { rawLow: 0, rawHigh: 27648, low: 0, high: 10, clamp: true }',
      keys: { scaling: { rawLow: 0, rawHigh: 27_648, low: 0, high: 10, clamp: true } },
    },
  ])('may have $tag', ({ tag, keys }) => {
    expect(read(tag)).toMatchObject({ tags: [keys] });
  });

  test.each([
    {
      tag: 'address: 40001.3',
      problem:
        "sources.0.tags.0.address: tag plc/value: expected a whole number from 0 to 65535 as on the wire, or a text in quotes as '40001', '400001', '4x1', 'holding:0' or '40001.3', got 40001.3",
    },
    {
      tag: "address: '40000'",
      problem:
        'sources.0.tags.0.address: tag plc/value: expected a number from 1 to 9999 behind 4, got "40000"',
    },
    {
      tag: 'address: [0]',
      problem: 'sources.0.tags.0.address: expected a number or a text, got a list of 1',
    },
    {
      tag: 'address: 0, scaling: { rawLow: 0, rawHigh: 27648, low: 0 }',
      problem: 'sources.0.tags.0.scaling.high: ',
    },
    {
      tag: 'address: 0, scale: 2, scaling: { rawLow: 0, rawHigh: 1, low: 0, high: 10 }',
      problem:
        'sources.0.tags.0.scaling: tag plc/value: expected either scaling or scale and offset, not both',
    },
  ])('is refused with $tag, by its path', ({ tag, problem }) => {
    expect(() => read(tag)).toThrow(problem);
  });
});
