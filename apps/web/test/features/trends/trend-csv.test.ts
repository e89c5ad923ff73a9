import { describe, expect, test } from 'vitest';
import { csvFileName, trendCsv } from '../../../src/features/trends/trend-csv.ts';
import { heldSeriesOf, seriesOf } from '../../support/tag-of.ts';

describe('CSV', () => {
  const range = { fromMs: Date.UTC(2026, 10, 21), toMs: Date.UTC(2026, 10, 22) };
  const lines = (text: string): string[] => text.slice(1).split('\r\n');

  test('has a line a sample inside the range, in full precision, marked as UTF-8', () => {
    const { fromMs } = range;
    const series = seriesOf([
      [fromMs - 1, 9],
      [fromMs + 120, 1 / 3],
      [fromMs + 500, null],
    ]);
    const text = trendCsv([series], range);
    const local = new Date(fromMs + 120);
    const two = (part: number): string => String(part).padStart(2, '0');
    const localText = `${two(local.getHours())}:${two(local.getMinutes())}:00.120`;
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(lines(text)[0]).toBe('time_utc,time_local,tag,value,unit,quality,status');
    expect(lines(text)[1]).toMatch(/^2026-11-21T00:00:00\.120Z,2026-11-2\d /);
    const [, time, ...cells] = lines(text)[1]!.split(',');
    expect(time!.slice(11, 23)).toBe(localText);
    expect(time!.slice(23)).toMatch(/^[+-]\d\d:\d\d$/);
    expect(cells).toEqual(['well-1/thp', '0.3333333333333333', 'bar', 'GOOD', '0x00000000']);
    expect(lines(text)[2]).toMatch(/,well-1\/thp,,bar,BAD,0x80310000$/);
    expect(lines(text)).toHaveLength(4);
  });

  test('gives what is held from before the range its own time', () => {
    const { fromMs } = range;
    const held = (nextMs: number) =>
      heldSeriesOf(fromMs - 60_000, [
        [fromMs - 10, 7],
        [nextMs, 8],
      ]);
    const times = (nextMs: number) =>
      lines(trendCsv([held(nextMs)], range))
        .slice(1, -1)
        .map((line) => line.slice(0, 24));
    expect(times(fromMs + 5)).toEqual(['2026-11-20T23:59:00.000Z', '2026-11-21T00:00:00.005Z']);
    expect(times(fromMs)).toEqual(['2026-11-21T00:00:00.000Z']);
  });

  test.each([
    { name: 'a,b', cell: '"a,b"' },
    { name: 'say "hi"', cell: '"say ""hi"""' },
    { name: '=1+1', cell: "'=1+1" },
    { name: '-2', cell: "'-2" },
  ])('writes the name $name as $cell', ({ name, cell }) => {
    const text = trendCsv([seriesOf([[range.fromMs, 1]], { name })], range);
    expect(lines(text)[1]).toContain(`,${cell},1,bar,`);
  });

  test('is named by the end of its range', () => {
    expect(csvFileName(range)).toBe('varve-trend-20261122-000000.csv');
  });
});
