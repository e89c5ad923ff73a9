import { createSampleBatch, StatusCode } from '@varve/protocols';
import { expect, test } from 'vitest';
import { encodeLines, escapeMeasurement, escapeTagValue } from '../../src/sink/encode-lines.ts';

test.each([
  ['well-7/thp', 'well-7/thp'],
  ['a b,c=d', String.raw`a\ b\,c\=d`],
  ['"quoted"', '"quoted"'],
  [String.raw`back\slash`, String.raw`back\slash`],
  ['at the end\\', String.raw`at\ the\ end/`],
  ['two\nlines', String.raw`two\nlines`],
  ['°C', '°C'],
])('the tag value %j becomes %s', (text, escaped) => {
  expect(escapeTagValue(text)).toBe(escaped);
});

test('an equals sign in a measurement is not escaped', () => {
  expect(escapeMeasurement('a b,c=d')).toBe(String.raw`a\ b\,c=d`);
});

test('a sample is a line; what has no finite value goes without one', () => {
  const batch = createSampleBatch(4);
  batch.length = 4;
  batch.tag.set([1, 1, 2, 2]);
  batch.time.fill(1_790_000_000_000_001);
  batch.value.set([12.5, Number.NaN, -1e-7, Infinity]);
  batch.status.set([StatusCode.good, StatusCode.badTimeout, StatusCode.uncertain, 0]);
  const labels = new Map([
    [1, { name: 'well 7', unit: 'psi' }],
    [2, { name: 'ratio', unit: '' }],
  ]);
  expect(encodeLines(batch, labels, { measurement: 'samples', from: 0, to: 4 })).toEqual([
    String.raw`samples,tag=well\ 7,unit=psi value=12.5,status=0i,quality="GOOD" 1790000000000001`,
    String.raw`samples,tag=well\ 7,unit=psi status=-2146828288i,quality="BAD" 1790000000000001`,
    'samples,tag=ratio value=-1e-7,status=1073741824i,quality="UNCERTAIN" 1790000000000001',
    'samples,tag=ratio status=0i,quality="GOOD" 1790000000000001',
  ]);
});
