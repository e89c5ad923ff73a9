import { expect, test } from 'vitest';
import { createCopyMessageSplitter } from '../../src/copy/copy-message-splitter.ts';
import { createSampleColumns } from '../../src/copy/sample-columns.ts';
import { createTupleDecoder } from '../../src/segment/tuple-decoder.ts';
import type { TupleRun } from '../../src/copy/tuple-run.ts';
import { encodeSampleRows, SAMPLE_ROWS_TARGET } from '../../src/copy/sample-rows.ts';
import { COPY_FORMAT } from '../../src/copy/copy-format.ts';
import { columnsOf } from '../support/slow-columns.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';

/** A message the slow, obvious way: code, length of what follows with itself, payload. */
function message(code: string, ...payload: readonly Uint8Array[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + payload.reduce((sum, { length: bytes }) => sum + bytes, 0));
  return Buffer.concat([Buffer.from(code), length, ...payload]);
}

const SAMPLES = columnsOf(
  Array.from({ length: 5 }, (_, at) => ({
    tag: 1 + at,
    time: 1.7e15 + at,
    bits: at === 2 ? undefined : bitsOfNumber(at / 3),
    status: at === 2 ? -2_147_483_648 : at,
  })),
);
const tuple = (at: number): Uint8Array => encodeSampleRows(SAMPLES, undefined, [at, at + 1]);

const RESPONSE = message('H', Buffer.of(1, 0, 4, 0, 1, 0, 1, 0, 1, 0, 1));
const NOTICE = message('N', Buffer.from('SNOTICE\0Mthings went on\0\0'));
const SETTING = message('S', Buffer.from('TimeZone\0UTC\0'));
const DONE = message('c');
const COMPLETE = message('C', Buffer.from('COPY 5\0'));
const READY = message('Z', Buffer.from('I'));
const ERROR = message('E', Buffer.from('SERROR\0C22012\0\0'));
const TRAILER = message('d', COPY_FORMAT.trailer);

/** Five rows, with other messages between them, then a copy of nothing. */
const CONVERSATION = [
  RESPONSE,
  message('d', COPY_FORMAT.header, tuple(0)),
  message('d', tuple(1)),
  NOTICE,
  message('d', tuple(2)),
  message('d', tuple(3)),
  SETTING,
  message('d', tuple(4)),
  TRAILER,
  DONE,
  COMPLETE,
  RESPONSE,
  message('d', COPY_FORMAT.header, COPY_FORMAT.trailer),
  DONE,
  COMPLETE,
];
const OTHERS = [RESPONSE, NOTICE, SETTING, DONE, COMPLETE, RESPONSE, DONE, COMPLETE];

/** Messages that a splitter makes of chunks. */
function split(chunks: readonly Uint8Array[]) {
  const samples = createSampleColumns(0);
  const others: Buffer[] = [];
  const rests: Buffer[] = [];
  let copies = 0;
  const decode = createTupleDecoder(SAMPLE_ROWS_TARGET);
  const splitter = createCopyMessageSplitter({
    begin: () => copies++,
    takeTuples: (run: TupleRun) => decode(run, samples),
    takeOther: (other) => others.push(other),
  });
  for (const chunk of chunks) {
    // As from a socket, of which the memory is used again.
    const passing = Buffer.from(chunk);
    const rest = rests.length === 0 ? splitter(passing) : passing;
    if (rest !== undefined) rests.push(Buffer.from(rest));
    passing.fill(0xaa);
  }
  const { tag, time, value, status, isNull, length } = samples;
  const columns = [tag, time, value, status, isNull].map((column) => [
    ...column.subarray(0, length),
  ]);
  return { columns, others: Buffer.concat(others), rest: Buffer.concat(rests), copies };
}

const BYTES = Buffer.concat([...CONVERSATION, READY]);
const EXPECTED = {
  columns: [SAMPLES.tag, SAMPLES.time, SAMPLES.value, SAMPLES.status, SAMPLES.isNull].map(
    (column) => [...column],
  ),
  others: Buffer.concat(OTHERS),
  rest: READY,
  copies: 2,
};

test('a conversation in one piece gives its tuples, and all else as it came', () => {
  expect(split([BYTES])).toEqual(EXPECTED);
});

test('a conversation cut at any one place gives the same', () => {
  for (let cut = 1; cut < BYTES.length; cut++) {
    expect(split([BYTES.subarray(0, cut), BYTES.subarray(cut)]), `cut at ${cut}`).toEqual(EXPECTED);
  }
});

test('a conversation in pieces of any size gives the same', () => {
  for (let size = 1; size < 100; size++) {
    const chunks = Array.from({ length: Math.ceil(BYTES.length / size) }, (_, at) =>
      BYTES.subarray(at * size, (at + 1) * size),
    );
    expect(split(chunks), `pieces of ${size}`).toEqual(EXPECTED);
  }
});

test('an error ends it, wherever it is cut, with the tuples that came before', () => {
  const [first, second] = [message('d', COPY_FORMAT.header, tuple(0)), message('d', tuple(1))];
  const rest = Buffer.concat([ERROR, READY]);
  const bytes = Buffer.concat([RESPONSE, first, second, rest]);
  for (let cut = 1; cut < bytes.length; cut++) {
    const found = split([bytes.subarray(0, cut), bytes.subarray(cut)]);
    expect(found, `cut at ${cut}`).toMatchObject({ others: RESPONSE, rest });
    expect(found.columns[0]).toEqual([1, 2]);
  }
});

test('a message longer than what was held before is put together', () => {
  const samples = columnsOf(
    Array.from({ length: 20_000 }, (_, at) => ({
      tag: 1,
      time: 1.7e15 + at,
      bits: bitsOfNumber(at),
      status: 0,
    })),
  );
  const long = encodeSampleRows(samples, undefined, [0, samples.length]);
  const bytes = Buffer.concat([
    RESPONSE,
    message('d', COPY_FORMAT.header, tuple(0)),
    message('d', long),
    DONE,
    READY,
  ]);
  const taken: Buffer[] = [];
  const splitter = createCopyMessageSplitter({
    begin: () => undefined,
    takeTuples: ({ bytes: memory, from, to }) => taken.push(Buffer.from(memory.subarray(from, to))),
    takeOther: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += 65_536) splitter(bytes.subarray(at, at + 65_536));
  expect(taken).toHaveLength(2);
  expect(taken[1]!.equals(long)).toBe(true);
});
