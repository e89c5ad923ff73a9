import { StatusCode } from '@varve/protocols';
import fc from 'fast-check';
import { FIRST_TIME_US, LAST_TIME_US } from '../../src/tags/is-storable-time.ts';
import { bitsOfNumber, type SlowSample } from './slow-segment.ts';

const US_PER_DAY = 86_400_000_000;
const MOST_SAMPLES = 40;

const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const oddBits = fc.constantFrom(
  ...[NaN, -0, 0, Infinity, -Infinity, 5e-324, -5e-324, 1e-45, Number.MAX_VALUE].map(bitsOfNumber),
  0x7ff8_0000_0000_0001n,
  0xfff8_0000_0000_0000n,
  0x7ff0_0000_0000_0001n,
);
const BORDERS = [0, 1, 127, 32_766, 32_767, 32_768, 32_769, 65_535, 65_536, 2 ** 24, 2 ** 24 + 1];
const anyInteger = fc.oneof(
  fc.integer({ min: -40_000, max: 40_000 }),
  fc.integer(),
  fc.constantFrom(
    ...[...BORDERS, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1].flatMap((size) => [size, -size]),
  ),
);
const POWERS = [0, 1, 2, 3, 4, 5, 6, 7].map((decimals) => 10 ** decimals);
const FACTORS = [0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001, 0.0000001];

/** A kind of values that tags have, so that a run of them often has a small form. */
const anyKind: fc.Arbitrary<fc.Arbitrary<bigint>> = fc.oneof(
  fc.constantFrom(
    anyBits,
    fc.oneof(anyBits, oddBits),
    fc.double().map(bitsOfNumber),
    fc
      .oneof({ weight: 5, arbitrary: fc.float() }, { weight: 1, arbitrary: fc.constant(1) })
      .map(bitsOfNumber),
    anyInteger.map(bitsOfNumber),
    fc.integer({ min: 0, max: 1 }).map(bitsOfNumber),
  ),
  fc
    .constantFrom(...POWERS)
    .map((power) => anyInteger.map((integer) => bitsOfNumber(integer / power))),
  fc
    .constantFrom(...FACTORS)
    .map((factor) => anyInteger.map((integer) => bitsOfNumber(integer * factor))),
  anyBits.map((bits) => fc.constant(bits)),
);

function anyValues(length: number): fc.Arbitrary<(bigint | undefined)[]> {
  return fc
    .tuple(anyKind, fc.constantFrom(0, 0, 1, 8), fc.constantFrom(0, 0, 0, 1))
    .chain(([kind, nulls, odd]) =>
      fc.array(
        fc.oneof(
          { weight: 12, arbitrary: kind },
          { weight: nulls, arbitrary: fc.constant(undefined) },
          { weight: odd, arbitrary: oddBits },
        ),
        { minLength: length, maxLength: length },
      ),
    );
}

const anyStatus = fc.oneof(
  fc.constantFrom<number>(...Object.values(StatusCode)),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
);

/** Status codes, mostly in runs. */
export function anyStatuses(length: number): fc.Arbitrary<number[]> {
  const all = fc.array(anyStatus, { minLength: length, maxLength: length });
  const few = fc.array(fc.constantFrom(0, 0, 0, -5, 1, 2 ** 30), {
    minLength: length,
    maxLength: length,
  });
  return fc.oneof(fc.constant(Array.from({ length }, () => 0)), few, all);
}

const anyDay = fc.oneof(
  fc.integer({ min: FIRST_TIME_US / US_PER_DAY, max: LAST_TIME_US / US_PER_DAY - 1 }),
  fc.integer({ min: 0, max: 30_000 }),
);
const UNITS = [1, 10, 1_000, 1_000_000, 60_000_000];

/** Times of a day, rising or equal, that doubles hold: after 2255 those are not all microseconds. */
function anyTimes(length: number): fc.Arbitrary<number[]> {
  const steps = fc.oneof(
    fc.integer({ min: 1, max: 2_000 }).map((step) => Array.from({ length }, () => step)),
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: length, maxLength: length }),
    fc.array(fc.integer({ min: 990, max: 1_010 }), { minLength: length, maxLength: length }),
    fc.array(fc.constantFrom(0, 1, 32_767, 32_768, 2 ** 31 - 1, 2 ** 31), {
      minLength: length,
      maxLength: length,
    }),
    fc.array(fc.integer({ min: 0, max: 40_000_000 }), { minLength: length, maxLength: length }),
  );
  return fc
    .record({ day: anyDay, start: fc.nat(US_PER_DAY - 1), unit: fc.constantFrom(...UNITS), steps })
    .map(({ day, start, unit, steps }) => {
      let time = start;
      return steps.map((step) => {
        const now = time;
        if (time + step * unit < US_PER_DAY) time += step * unit;
        // Nearest doubles; the last of a day may be the first of the next.
        return Math.min(day * US_PER_DAY + now, lastOfDay(day));
      });
    });
}

function lastOfDay(day: number): number {
  const next = (day + 1) * US_PER_DAY;
  return next - (Math.abs(next) > 2 ** 53 ? 32 : 1);
}

/** Samples of one tag within a day, in order of time, of which none is there twice. */
export const anyRun: fc.Arbitrary<SlowSample[]> = fc
  .integer({ min: 1, max: MOST_SAMPLES })
  .chain((length) => fc.tuple(anyTimes(length), anyValues(length), anyStatuses(length)))
  .map(([times, values, statuses]) => {
    const seen = new Set<string>();
    const samples = times.map((time, at) => ({ time, bits: values[at], status: statuses[at]! }));
    return samples.filter(({ time, bits, status }) => {
      const known = `${time} ${status} ${valueKey(bits)}`;
      if (seen.has(known)) return false;
      seen.add(known);
      return true;
    });
  });

/** The key by which SQL takes two values for one. */
export function valueKey(bits: bigint | undefined): string {
  if (bits === undefined) return 'NULL';
  const [number] = new Float64Array(BigUint64Array.of(bits).buffer);
  return String(number);
}

/** Samples every second. */
export function runOf(columns: {
  readonly values: readonly (bigint | undefined)[];
  readonly statuses?: readonly number[];
}): SlowSample[] {
  return columns.values.map((bits, at) => ({
    time: 1_790_035_200_000_000 + at * 1e6,
    bits,
    status: columns.statuses?.[at] ?? 0,
  }));
}
