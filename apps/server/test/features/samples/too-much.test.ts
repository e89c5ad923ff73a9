import { expect, test } from 'vitest';
import { readJsonSamples } from '../../../src/features/samples/read-json-samples.ts';
import { readLineProtocol } from '../../../src/features/samples/read-line-protocol.ts';
import { createSampleIntake } from '../../../src/features/samples/sample-intake.ts';
import { createKnownSeries } from '../../../src/features/samples/series-finder.ts';

const finder = { byName: () => undefined, byId: () => undefined };

test('more samples than are read in one go are refused, in rows and in columns', () => {
  const list = Array<number>(200_001).fill(1);
  for (const body of [list, { tag: 'pressure', time: list, value: list }]) {
    const intake = createSampleIntake({ isStorableTime: () => true }, 0);
    const read = (): void => readJsonSamples(Buffer.from(JSON.stringify(body)), intake, finder);
    expect(read).toThrow('more than 200000 samples');
    expect(intake.rejectedCount).toBe(0);
  }
});

test('a line that is too long, or has too many fields, is refused', () => {
  const fields = Array.from({ length: 1_001 }, (_, field) => `f${field}=1`).join(',');
  const long = `pressure note="${'x'.repeat(1_200_000)}" 1`;
  const intake = createSampleIntake({ isStorableTime: () => true }, 0);
  const body = Buffer.from(`pressure ${fields} 1\n${long}\n`);
  const reading = readLineProtocol(body, intake, {
    finder,
    knownSeries: createKnownSeries(),
    precision: 's',
    nowUs: 0,
  });
  while (reading.next().done !== true);
  expect(intake.rejected.map(({ message }) => message)).toEqual([
    'expected at most 1000 fields',
    expect.stringContaining('bytes'),
  ]);
});
