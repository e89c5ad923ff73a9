import { isStorableTime } from '@varve/historian';
import { describe, expect, test } from 'vitest';
import type { WrittenTag } from '../../../src/kit/sample-writer.ts';
import { readLineProtocol } from '../../../src/features/samples/read-line-protocol.ts';
import {
  createSampleIntake,
  type SampleIntake,
} from '../../../src/features/samples/sample-intake.ts';
import { createKnownSeries } from '../../../src/features/samples/series-finder.ts';

const TAGS: readonly WrittenTag[] = (
  [
    ['pressure', 'numbers'],
    ['well 7/thp', 'numbers'],
    ['pump', 'states'],
    ['note', 'texts'],
    ['pressure.max', 'numbers'],
    ['größe', 'numbers'],
  ] as const
).map(([name, holds], position) => ({
  id: position + 1,
  position,
  name,
  source: 'line-a',
  isWritable: true,
  holds,
}));

const NOW_US = 1_790_000_000_000_000;

function read(text: string | Buffer, precision: 'ns' | 'us' | 'ms' | 's' = 's'): SampleIntake {
  const intake = createSampleIntake({ isStorableTime }, 0);
  const byName = new Map(TAGS.map((tag) => [tag.name, tag]));
  const finder = { byName: (name: string) => byName.get(name), byId: () => undefined };
  const reading = readLineProtocol(Buffer.from(text as string), intake, {
    finder,
    knownSeries: createKnownSeries(),
    precision,
    nowUs: NOW_US,
  });
  while (reading.next().done !== true);
  return intake;
}

const numbersOf = ({ batch }: SampleIntake) =>
  Array.from({ length: batch.length }, (_, at) => [
    TAGS[batch.tag[at]!]!.name,
    batch.time[at],
    batch.value[at],
    batch.status[at],
  ]);

describe('a line of the line protocol', () => {
  test.each([
    ['pressure value=12.5 1', ['pressure', 1_000_000, 12.5, 0]],
    ['pressure value=12.5 1\r', ['pressure', 1_000_000, 12.5, 0]],
    ['pressure value=-0.1e-3 1', ['pressure', 1_000_000, -0.0001, 0]],
    ['pressure value=7i 1', ['pressure', 1_000_000, 7, 0]],
    ['pressure value=7u 1', ['pressure', 1_000_000, 7, 0]],
    ['pressure value=1', ['pressure', NOW_US, 1, 0]],
    ['pressure  value=1  1 ', ['pressure', 1_000_000, 1, 0]],
    [
      'pressure value=0.1234567890123456789 1',
      ['pressure', 1_000_000, Number('0.1234567890123456789'), 0],
    ],
    ['pressure max=3 1', ['pressure.max', 1_000_000, 3, 0]],
    ['samples,tag=well\\ 7/thp,unit=psi value=1 1', ['well 7/thp', 1_000_000, 1, 0]],
    ['well\\ 7/thp value=1 1', ['well 7/thp', 1_000_000, 1, 0]],
    ['größe value=1 1', ['größe', 1_000_000, 1, 0]],
    ['pressure value=1,status=1083179008i 1', ['pressure', 1_000_000, 1, 0x4090_0000]],
    [
      's,tag=pressure status=-2144337920i,quality="BAD" 1',
      ['pressure', 1_000_000, NaN, -2144337920],
    ],
    ['pump value=t 1', ['pump', 1_000_000, 1, 0]],
    ['pump value=3i 1', ['pump', 1_000_000, 3, 0]],
    ['pressure value=1 -1', ['pressure', -1_000_000, 1, 0]],
  ])('%j is one sample', (line, sample) => {
    const intake = read(line);
    expect([numbersOf(intake), intake.rejected]).toEqual([[sample], []]);
    expect(intake.acceptedCount).toBe(1);
  });

  test('of a text keeps its spaces, commas and quotes', () => {
    const { texts } = read('note value="a, b=c \\"d\\" \\\\" 1');
    expect(texts).toEqual([{ tag: 3, timeUs: 1_000_000, value: 'a, b=c "d" \\', status: 0 }]);
  });

  test.each([
    ['ns', '1790000000123456789', 1_790_000_000_123_456],
    ['ns', '-1001', -2],
    ['us', '1790000000123456', 1_790_000_000_123_456],
    ['ms', '1790000000123', 1_790_000_000_123_000],
    ['s', '1790000000', 1_790_000_000_000_000],
  ] as const)('has its time in %s: %s', (precision, time, timeUs) => {
    const intake = read(`pressure value=1 ${time}`, precision);
    expect(numbersOf(intake)).toEqual([['pressure', timeUs, 1, 0]]);
  });

  test.each([
    ['LINE_INVALID', 'pressure'],
    ['LINE_INVALID', ',tag=pressure value=1 1'],
    ['LINE_INVALID', 'cpu,host=a value=1 1'],
    ['LINE_INVALID', 'cpu,tag= value=1 1'],
    ['LINE_INVALID', 'pressure value 1'],
    ['LINE_INVALID', 'pressure value=1 1 1'],
    ['LINE_INVALID', Buffer.from('pressure value=1 1\u00ff', 'latin1')],
    ['TAG_UNKNOWN', 'level value=1 1'],
    ['TAG_UNKNOWN', 'pressure min=1 1'],
    ['TIME_INVALID', 'pressure value=1 x'],
    ['TIME_INVALID', 'pressure value=1 1.5'],
    ['TIME_INVALID', 'pressure value=1 99999999999999999999999'],
    ['TIME_INVALID', 'pressure value=1 999999999999'],
    ['TYPE_WRONG', 'pressure value="1" 1'],
    ['TYPE_WRONG', 'pressure value=true 1'],
    ['TYPE_WRONG', 'note value=1 1'],
    ['VALUE_INVALID', 'pressure value=NaN 1'],
    ['VALUE_INVALID', 'pressure value=1e999 1'],
    ['VALUE_INVALID', 'pressure value= 1'],
    ['VALUE_INVALID', 'pressure value=0x10 1'],
    ['VALUE_INVALID', 'pressure value=1,status=99999999999i 1'],
    ['VALUE_INVALID', 'pressure status=0i 1'],
    ['VALUE_INVALID', 'pump value=1.5 1'],
    ['VALUE_INVALID', 'pump value=-1 1'],
  ])('is refused as %s: %j', (code, line) => {
    const before = 'pressure value=1 1\n';
    const body = Buffer.concat([
      Buffer.from(before),
      Buffer.from(line as string),
      Buffer.from(`\n${before}`),
    ]);
    const intake = read(body);
    expect(intake.rejected).toEqual([{ line: 2, code, message: expect.stringMatching(/./) }]);
    expect(numbersOf(intake)).toHaveLength(2);
  });

  test('of which one field is refused is refused as a whole', () => {
    const intake = read('pressure value=1,max="x" 1');
    expect(numbersOf(intake)).toEqual([]);
    expect(intake).toMatchObject({ acceptedCount: 0, rejectedCount: 1 });
  });
});

test('comments and empty lines are no lines of samples, and count as lines', () => {
  const intake = read('# a comment\n\n  \npressure value=1 1\nlevel value=1 1\n');
  expect(numbersOf(intake)).toHaveLength(1);
  expect(intake.rejected).toMatchObject([{ line: 5, code: 'TAG_UNKNOWN' }]);
});

test('the first hundred refused lines are named, and all are counted', () => {
  const intake = read('level value=1 1\n'.repeat(250));
  expect(intake.rejected).toHaveLength(100);
  expect(intake.rejectedCount).toBe(250);
});

test('other requests get their turn while many lines are read', () => {
  const finder = { byName: () => undefined, byId: () => undefined };
  const body = Buffer.from(Array.from({ length: 50_000 }, (_, at) => `t${at}`).join('\n'));
  const intake = createSampleIntake({ isStorableTime }, 0);
  const reading = readLineProtocol(body, intake, {
    finder,
    knownSeries: createKnownSeries(),
    precision: 'ns',
    nowUs: NOW_US,
  });
  expect([...reading].length).toBeGreaterThan(10);
  expect(intake.rejectedCount).toBe(50_000);
});
