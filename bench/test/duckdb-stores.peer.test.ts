import { describe, expect, test } from 'vitest';
import { duckdbStores } from '../src/peer/duckdb-stores.ts';
import { countChanged } from '../src/peer/measure-density.ts';
import type { SampleSet } from '../src/peer/sample-set.ts';

const SAMPLES: SampleSet = {
  isSingle: true,
  tags: [1, 2].map((tag) => ({
    times: Float64Array.from({ length: 3_000 }, (_, second) => 1_700_000_000e6 + second * 1e6),
    values: Float64Array.from({ length: 3_000 }, (_, second) =>
      Math.fround(tag * 100 + Math.sin(second)),
    ),
  })),
};

describe.each(duckdbStores())('$name', (store) => {
  test('gives back what it was given, and says what that takes', async () => {
    await using filled = await store.load(SAMPLES);
    expect(await countChanged(SAMPLES, filled)).toBe(0);
    const fromUs = SAMPLES.tags[1]!.times[10]!;
    const { times, values } = await filled.read({ tag: 2, fromUs, toUs: fromUs + 2e6 });
    expect(times).toEqual(Float64Array.of(fromUs, fromUs + 1e6));
    expect(values).toEqual(SAMPLES.tags[1]!.values.slice(10, 12));
    expect(await filled.close()).toBeGreaterThan(6_000);
  });

  test('keeps every digit of a double', async () => {
    const doubles: SampleSet = {
      isSingle: false,
      tags: [
        {
          times: Float64Array.of(1e6, 2e6, 3e6),
          values: Float64Array.of(0.1 + 0.2, 5e-324, -1.797_693_134_862_315_7e308),
        },
      ],
    };
    await using filled = await store.load(doubles);
    expect(await countChanged(doubles, filled)).toBe(0);
  });
});
