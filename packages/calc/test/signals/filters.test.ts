import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deadBandIndices,
  interpolateSignal,
  irregularEma,
  rateOfChange,
  swingingDoorIndices,
  totalizerDelta,
} from '../../src/signals/index.ts';
import { isUsable } from '../../src/quantity.ts';

/** Samples at strictly ascending times. */
const samples = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -500, max: 500 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let time = 0;
    return {
      times: steps.map(([step]) => (time += step)),
      values: steps.map(([, value]) => value / 10),
    };
  });
const at = (list: readonly number[], indices: ArrayLike<number>): number[] =>
  Array.from(indices, (index) => list[index]!);

describe('swingingDoorIndices', () => {
  test('keeps what gfoidl/DataCompression keeps of its case trend', () => {
    const { indices } = swingingDoorIndices({
      times: [2, 4, 6, 8, 10, 12, 14, 16],
      values: [2, 3, 2.5, 3.5, 5.5, 2.5, 1, 1],
      deviation: 1,
    });
    expect([...indices]).toEqual([0, 3, 4, 6, 7]);
  });

  test('keeps every sample within the deviation of the line through the kept ones', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 100 }), ({ times, values }, tenths) => {
        const deviation = tenths / 10;
        const { indices } = swingingDoorIndices({ times, values, deviation });
        const line = interpolateSignal({
          times: at(times, indices),
          values: at(values, indices),
          at: times,
          shape: 'linear',
        });
        line.values.forEach((value, i) =>
          expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(deviation + 1e-9),
        );
      }),
    );
  });

  test('keeps only the ends of a straight line, and all ends of gaps that are too long', () => {
    const line = { times: [0, 1, 2, 3, 4], values: [0, 2, 4, 6, 8], deviation: 0 };
    expect([...swingingDoorIndices(line).indices]).toEqual([0, 4]);
    expect([...swingingDoorIndices({ ...line, longestGap: 2 }).indices]).toEqual([0, 2, 4]);
  });

  test('refuses two samples at one time and a negative deviation', () => {
    expect(
      swingingDoorIndices({ times: [1, 1], values: [1, 2], deviation: 1 }).issues[0]?.message,
    ).toBe('times: expected ascending entries, got 1 at 1');
    expect(swingingDoorIndices({ times: [1], values: [1], deviation: -1 }).indices).toHaveLength(0);
  });
});

describe('deadBandIndices', () => {
  const times = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const values = [0.5, 0.6, 0.4, 0.55, 1.2, 1.1, 1.3, 1.25, 1.2, 1.2];

  test('keeps the jump and the sample before, and nothing right on the band', () => {
    expect([...deadBandIndices({ times, values, band: 0.1 }).indices]).toEqual([0, 3, 4, 9]);
  });

  test('keeps the jump alone when told so', () => {
    const { indices } = deadBandIndices({ times, values, band: 0.1, keepPrevious: false });
    expect([...indices]).toEqual([0, 4, 9]);
  });

  test('drops nothing that is outside the band around the last kept value', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 60 }), (signal, tenths) => {
        const band = tenths / 10;
        const kept = new Set(deadBandIndices({ ...signal, band, keepPrevious: false }).indices);
        let last = signal.values[0]!;
        signal.values.forEach((value, i) => {
          if (kept.has(i)) last = value;
          expect(Math.abs(value - last)).toBeLessThanOrEqual(band + 1e-12);
        });
      }),
    );
  });

  test('keeps every change with a band of 0', () => {
    const signal = { times: [0, 1, 2, 3], values: [1, 1, 2, 2], keepPrevious: false };
    expect([...deadBandIndices({ ...signal, band: 0 }).indices]).toEqual([0, 2, 3]);
  });
});

describe('irregularEma', () => {
  test('decays by e in one time constant', () => {
    const { values } = irregularEma({ times: [0, 10], values: [1, 0], timeConstant: 10 });
    expect(values[1]).toBeCloseTo(Math.exp(-1), 15);
  });

  test('does not care whether a constant stretch has more samples', () => {
    const sparse = irregularEma({ times: [0, 6], values: [4, 9], timeConstant: 5 });
    const dense = irregularEma({ times: [0, 1, 3, 6], values: [4, 9, 9, 9], timeConstant: 5 });
    expect(dense.values[3]).toBeCloseTo(sparse.values[1]!, 14);
  });

  test('refuses a time constant of 0', () => {
    expect(irregularEma({ times: [0], values: [1], timeConstant: 0 }).values[0]).toBeNaN();
  });
});

describe('rateOfChange', () => {
  test('gives the difference quotient in the unit asked for', () => {
    const signal = { times: [0, 60, 180], values: [100, 130, 70] };
    expect([...rateOfChange({ ...signal, perTime: 60 }).values]).toEqual([30, -30]);
  });

  test('refuses times that stand still', () => {
    expect(rateOfChange({ times: [0, 0], values: [1, 2] }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});

describe('totalizerDelta', () => {
  test('counts across a rollover', () => {
    const found = totalizerDelta({ readings: [9990, 9998, 3, 12], modulus: 10000 });
    expect([...found.deltas]).toEqual([8, 5, 9]);
    expect([...found.rollovers]).toEqual([2]);
  });

  test('takes a fall for a reset when it cannot be a rollover', () => {
    const readings = [5000, 5100, 40, 90];
    expect(totalizerDelta({ readings }).total).toBe(100 + 40 + 50);
    const found = totalizerDelta({ readings, modulus: 10000, greatestDelta: 500 });
    expect(found.total).toBe(190);
    expect([...found.resets]).toEqual([2]);
  });

  test('takes a fall far from the modulus for a reset, with the modulus of a register of 24 bits', () => {
    const found = totalizerDelta({ readings: [2600, 2636, 0, 40], modulus: 16_777_216 });
    expect([...found.deltas]).toEqual([36, 0, 40]);
    expect([found.total, [...found.resets], [...found.rollovers]]).toEqual([76, [2], []]);
    expect(found.issues).toEqual([]);
  });

  test('believes a rollover of at most half the modulus, or of what the caller believes', () => {
    const readings = [600, 100];
    expect(totalizerDelta({ readings, modulus: 1000 }).total).toBe(500);
    expect(totalizerDelta({ readings: [600, 101], modulus: 1000 }).total).toBe(101);
    expect(totalizerDelta({ readings: [600, 101], modulus: 1000, greatestDelta: 501 }).total).toBe(
      501,
    );
    expect(totalizerDelta({ readings, modulus: 1000, greatestDelta: 499 }).total).toBe(100);
  });

  test('counts across a rollover with fractions', () => {
    const readings = [838.831, 838.8576, 0.0123];
    const found = totalizerDelta({ readings, modulus: 838.8608 });
    expect(found.total).toBeCloseTo(0.0421, 9);
    expect([...found.rollovers]).toEqual([2]);
  });

  test.each([0, 0.4])(
    'leaves out a single reading of %d between readings that go on, and says so',
    (zero) => {
      const found = totalizerDelta({ readings: [549.7, zero, 549.73, 549.75] });
      expect(found.total).toBeCloseTo(0.05, 9);
      expect(found.deltas[0]).toBeNaN();
      expect(found.deltas[1]).toBeCloseTo(0.03, 9);
      expect([[...found.leftOut], [...found.resets]]).toEqual([[1], []]);
      expect(found.issues).toMatchObject([{ code: 'LEFT_OUT', parameter: 'readings' }]);
      expect(isUsable(found.issues)).toBe(true);
    },
  );

  test('takes a fall to zero for a reset when the next reading is below the one before', () => {
    const found = totalizerDelta({ readings: [549.7, 0, 549.6] });
    expect([...found.resets]).toEqual([1]);
    expect(found.total).toBe(549.6);
  });

  test('counts what was made up to half the modulus, whatever the modulus', () => {
    // A fall to nearly nothing whose next reading is above the one before would be left out: steps are less than that.
    const increments = fc.array(fc.integer({ min: 0, max: 490 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(increments, fc.integer({ min: 0, max: 999 }), (made, first) => {
        let reading = first;
        const readings = [first, ...made.map((by) => (reading = (reading + by) % 1000))];
        expect([...totalizerDelta({ readings, modulus: 1000 }).deltas]).toEqual(made);
      }),
    );
  });

  test('refuses a reading that the counter cannot show', () => {
    const found = totalizerDelta({ readings: [5, 12000], modulus: 10000 });
    expect(found.total).toBeNaN();
    expect(found.issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});
