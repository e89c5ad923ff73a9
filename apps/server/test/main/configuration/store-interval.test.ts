import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const read = (more: object) =>
  parseConfiguration(
    JSON.stringify({
      sources: [{ name: 'lab', protocol: 'program', tags: [{ name: 'a' }] }],
      ...more,
    }),
    'varve.yaml',
  );

test('samples are stored at once unless an interval is given', () => {
  expect(read({}).storeIntervalMs).toBe(0);
  expect(read({ storeIntervalMs: 60_000 }).storeIntervalMs).toBe(60_000);
});

test.each([
  [60_001, /storeIntervalMs: .*60000, got 60001/],
  [-1, /storeIntervalMs: .*0, got -1/],
  ['60 s', /storeIntervalMs: .*got a string/],
])(
  'an interval of %j is refused with its key and what was expected',
  (storeIntervalMs, message) => {
    expect(() => read({ storeIntervalMs })).toThrow(message);
  },
);
