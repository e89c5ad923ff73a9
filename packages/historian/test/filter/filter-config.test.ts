import type { TagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { createFilterConfig } from '../../src/filter/filter-config.ts';

const configOf = (tag: Partial<TagDefinition>) =>
  createFilterConfig([{ name: 'well-7/thp', ...tag }]);

describe('createFilterConfig', () => {
  test('turns seconds into microseconds and knows the defaults', () => {
    const filter = { excDev: 1, excMin: 2, excMax: 3, compDev: 4, compMin: 5, compMax: 6 };
    const config = createFilterConfig([{ name: 'a', filter }, { name: 'b' }]);
    expect(config).toMatchObject({
      excDev: Float64Array.of(1, -1),
      excMin: Float64Array.of(2e6, 0),
      excMax: Float64Array.of(3e6, 600e6),
      compDev: Float64Array.of(4, -1),
      compMin: Float64Array.of(5e6, 0),
      compMax: Float64Array.of(6e6, 28_800e6),
      isStep: Uint8Array.of(0, 0),
    });
  });

  test.each([
    { tag: { dataType: 'analog' }, isStep: 0 },
    { tag: { dataType: 'digital' }, isStep: 1 },
    { tag: { dataType: 'counter' }, isStep: 1 },
    { tag: { dataType: 'analog', interpolation: 'step' }, isStep: 1 },
    { tag: { dataType: 'counter', interpolation: 'linear' }, isStep: 0 },
  ] as const)('reads $tag as a step: $isStep', ({ tag, isStep }) => {
    expect(configOf({ ...tag, filter: { compDev: 1 } })).toMatchObject({
      isStep: Uint8Array.of(isStep),
      compDev: Float64Array.of(isStep === 1 ? -1 : 1),
    });
  });

  test('lets percent of the range win over the unit', () => {
    const config = configOf({
      range: { low: -50, high: 150 },
      filter: { excDev: 7, excDevPercent: 1, compDev: 8, compDevPercent: 2 },
    });
    expect([config.excDev[0], config.compDev[0]]).toEqual([2, 4]);
  });

  test.each([
    { filter: { excDev: -1 }, message: 'well-7/thp: expected excDev to be 0 or more, got -1' },
    { filter: { compMax: NaN }, message: 'well-7/thp: expected compMax to be 0 or more, got NaN' },
    {
      filter: { excMin: Infinity },
      message: 'well-7/thp: expected excMin to be 0 or more, got Infinity',
    },
    {
      filter: { compDevPercent: 1 },
      message: "well-7/thp: a deviation in percent needs the tag's range",
    },
    {
      filter: { excDevPercent: 1 },
      range: { low: 5, high: 5 },
      message: 'well-7/thp: expected a range that rises, got 5 to 5',
    },
    {
      range: { low: 9, high: -9 },
      message: 'well-7/thp: expected a range that rises, got 9 to -9',
    },
    {
      range: { low: NaN, high: 1 },
      message: 'well-7/thp: expected a range that rises, got NaN to 1',
    },
  ])('refuses $filter $range', ({ message, ...tag }) => {
    expect(() => configOf(tag)).toThrow(
      expect.objectContaining({ name: 'HistorianError', code: 'FILTER_INVALID', message }),
    );
  });
});
