import { expect, test } from 'vitest';
import { csvLine } from '../../src/kit/csv-line.ts';

test('a line has its cells in quotes, and ends as RFC 4180 says', () => {
  expect(csvLine(['a', null, 'b "c", d\ne', ''])).toBe('"a",,"b ""c"", d\ne",""\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '\u0007x'])(
  'a cell that a spreadsheet would run has an apostrophe in front: %j',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

test('a number stays one, below zero too, and a text of its signs is inert', () => {
  expect(csvLine([-5.2, 0, 1e21, '-5.2'])).toBe(`"-5.2","0","1e+21","'-5.2"\r\n`);
});

test.each(['a=1', '1-1', '2026-01-01T00:00:00Z', "it's"])(
  'other cells stay as they are: %j',
  (text) => {
    expect(csvLine([text])).toBe(`"${text}"\r\n`);
  },
);
