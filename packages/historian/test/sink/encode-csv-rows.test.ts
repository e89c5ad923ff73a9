import { createSampleBatch, StatusCode, type SampleBatch } from '@varve/protocols';
import { expect, test } from 'vitest';
import { encodeCsvRows } from '../../src/sink/encode-csv-rows.ts';

type Row = readonly [tag: number, timeUs: number, value: number, status: number];

function batchOf(rows: readonly Row[]): SampleBatch {
  const batch = createSampleBatch(rows.length);
  for (const [at, [tag, time, value, status]] of rows.entries()) {
    batch.tag[at] = tag;
    batch.time[at] = time;
    batch.value[at] = value;
    batch.status[at] = status;
  }
  batch.length = rows.length;
  return batch;
}

const LABELS = new Map([
  [1, { name: 'well-7/thp', unit: 'psi' }],
  [2, { name: 'a "b", c\nd', unit: '' }],
]);
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;

test('a sample is a record with its microseconds, name, unit, quality and status', () => {
  const rows = encodeCsvRows(
    batchOf([
      [1, NOON_US, 12.5, StatusCode.good],
      [1, NOON_US + 1, -0.1, StatusCode.uncertain],
      [1, NOON_US + 1_999_999, Number.NaN, StatusCode.badTimeout],
      [1, -1, 1e21, StatusCode.good],
    ]),
    LABELS,
    0,
    4,
  );
  expect(rows.split('\r\n')).toEqual([
    '2026-11-20T12:00:00.000000Z,well-7/thp,12.5,psi,GOOD,0',
    '2026-11-20T12:00:00.000001Z,well-7/thp,-0.1,psi,UNCERTAIN,1073741824',
    '2026-11-20T12:00:01.999999Z,well-7/thp,,psi,BAD,-2146828288',
    '1969-12-31T23:59:59.999999Z,well-7/thp,1e+21,psi,GOOD,0',
    '',
  ]);
});

test('what parts fields and records is quoted, and a quote doubled', () => {
  expect(encodeCsvRows(batchOf([[2, NOON_US, 1, 0]]), LABELS, 0, 1)).toBe(
    '2026-11-20T12:00:00.000000Z,"a ""b"", c\nd",1,,GOOD,0\r\n',
  );
});

test('only the rows from one place to another are written, and a tag without a label shows its id', () => {
  const batch = batchOf([1, 2, 3, 4].map((tag) => [tag, NOON_US, tag, 0]));
  expect(encodeCsvRows(batch, LABELS, 2, 3)).toBe('2026-11-20T12:00:00.000000Z,#3,3,,GOOD,0\r\n');
});

test.each([
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['-well-7/thp', "'-well-7/thp"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\ttab', "'\ttab"],
  [' =1+1', "' =1+1"],
  ['\r=1', '"\'\r=1"'],
])('no spreadsheet runs %j as a formula, as a name or as a unit', (text, cell) => {
  const labels = new Map([[1, { name: text, unit: text }]]);
  expect(encodeCsvRows(batchOf([[1, NOON_US, -12.5, 0]]), labels, 0, 1)).toBe(
    `2026-11-20T12:00:00.000000Z,${cell},-12.5,${cell},GOOD,0\r\n`,
  );
});

test('what is not finite is not written as a value, whatever its quality', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(encodeCsvRows(batchOf([[1, NOON_US, value, 0]]), LABELS, 0, 1)).toBe(
      '2026-11-20T12:00:00.000000Z,well-7/thp,,psi,GOOD,0\r\n',
    );
});
