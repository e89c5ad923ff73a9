import { SlowTuple } from './slow-tuple.ts';

/**
 * A sample as a segment's page describes it, with the 64 bits of its value: a NaN that carries something is not any NaN.
 * `bits` is undefined where the value is NULL.
 */
export interface SlowSample {
  /** Microseconds since 1970. */
  readonly time: number;
  readonly bits: bigint | undefined;
  readonly status: number;
}

const DIVISORS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
const FACTORS = [0.1, 0.01, 0.001, 0.000_1, 0.000_01, 0.000_001];
const NAN_BITS = 0x7ff8_0000_0000_0000n;

export function bitsOfNumber(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return Number.isNaN(value) ? NAN_BITS : view.getBigUint64(0);
}

export function numberOfBits(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** How times are written, as `docs/segments.md` has the rule. */
export function slowTimes(times: readonly number[]) {
  const first = times[0]!;
  const steps = new Set(times.slice(1).map((time, at) => time - times[at]!));
  if (times.length === 1) return { stepUs: 1, unitUs: 1, bytes: 0, offsets: [] };
  const [step = 0] = steps;
  if (steps.size === 1 && step > 0) return { stepUs: step, unitUs: 1, bytes: 0, offsets: [] };
  const unitUs = [1_000_000, 1_000, 1].find((unit) =>
    times.every((t) => (t - first) % unit === 0),
  )!;
  const mean = (times.at(-1)! - first) / (times.length - 1);
  const [counted, deviating] = [0, Math.round(mean / unitUs) * unitUs].map((stepUs) => {
    const offsets = times.map((time, at) => (time - first - at * stepUs) / unitUs);
    const bytes = [2, 4, 8].find((size) =>
      offsets.every((o) => o >= -(2 ** (8 * size - 1)) && o < 2 ** (8 * size - 1)),
    )!;
    return { stepUs, unitUs, bytes, offsets };
  });
  return deviating!.bytes < counted!.bytes ? deviating! : counted!;
}

/** How values are written: the first of the rule's list that gives every bit back. */
export function slowValues(bits: readonly (bigint | undefined)[]) {
  if (new Set(bits).size === 1) return { kind: 'constant', elements: [] } as const;
  const int2 = asIntegers(bits, 32_767);
  if (int2 !== undefined) return { kind: 'int2', ...int2 } as const;
  const numbers = bits.map((known) => (known === undefined ? undefined : numberOfBits(known)));
  const isSingle = bits.every(
    (known) => known === undefined || bitsOfNumber(Math.fround(numberOfBits(known))) === known,
  );
  if (isSingle) return { kind: 'float4', elements: numbers } as const;
  const int4 = asIntegers(bits, 2_147_483_647);
  if (int4 !== undefined) return { kind: 'int4', ...int4 } as const;
  return { kind: 'float8', elements: bits } as const;
}

function asIntegers(bits: readonly (bigint | undefined)[], most: number) {
  const tries = [
    ...DIVISORS.map((scale) => ({ scale, read: (integer: number) => integer / scale })),
    ...FACTORS.map((scale) => ({ scale, read: (integer: number) => integer * scale })),
  ];
  for (const { scale, read } of tries) {
    const elements = bits.map((known) => {
      if (known === undefined) return undefined;
      const number = numberOfBits(known);
      const integer = Math.round(scale < 1 ? number / scale : number * scale) + 0;
      return Math.abs(integer) <= most && bitsOfNumber(read(integer)) === known ? integer : NaN;
    });
    if (!elements.some((element) => Number.isNaN(element))) return { scale, elements };
  }
  return undefined;
}

/** Status codes that follow one another, and how often. */
export function slowRuns(statuses: readonly number[]): [code: number, length: number][] {
  const runs: [number, number][] = [];
  for (const status of statuses) {
    const last = runs.at(-1);
    if (last?.[0] === status) last[1]++;
    else runs.push([status, 1]);
  }
  return runs;
}

/** The summary by its formulas; undefined where nothing counts. */
export function slowSummary(samples: readonly SlowSample[]) {
  const all = samples.map(({ time, bits, status }) => {
    const number = bits === undefined ? NaN : numberOfBits(bits);
    const isGood = status >= 0 && status < 2 ** 30;
    return { time, number, counts: isGood && Number.isFinite(number) };
  });
  const numbers = all.filter(({ counts }) => counts).map(({ number }) => number);
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
  const mean = sum(numbers) / numbers.length;
  const pairs = all
    .slice(1)
    .map((to, at) => ({ from: all[at]!, to, us: to.time - all[at]!.time }))
    .filter(({ from, us }) => from.counts && us > 0);
  const severity = (status: number) => (status < 0 ? 2 + ((status >>> 30) & 1) : status >>> 30);
  const worst = Math.max(...samples.map(({ status }) => severity(status)));
  return {
    goodCount: numbers.length,
    goodUs: sum(pairs.map(({ us }) => us)),
    numbers: [
      numbers.reduce((low, number) => (number < low ? number : low), Infinity),
      numbers.reduce((high, number) => (number > high ? number : high), -Infinity),
      sum(numbers),
      sum(numbers.map((number) => (number - mean) ** 2)),
      sum(pairs.map(({ from, us }) => from.number * us)) / 1e6,
      sum(
        pairs.map(({ from, to, us }) =>
          to.counts ? ((from.number + to.number) / 2) * us : from.number * us,
        ),
      ) / 1e6,
    ],
    worstStatus: samples.find(({ status }) => severity(status) === worst)!.status,
  };
}

/** The tuple of a segment, field by field in the order of the table's columns. */
export function packSegment(samples: readonly SlowSample[], tagId: number): Buffer {
  const times = slowTimes(samples.map(({ time }) => time));
  const values = slowValues(samples.map(({ bits }) => bits));
  const summary = slowSummary(samples);
  const statuses = samples.map(({ status }) => status);
  const tuple = new SlowTuple();
  for (const { time } of [samples[0]!, samples.at(-1)!])
    tuple.int8(BigInt(time) - 946_684_800_000_000n);
  tuple.int8(BigInt(times.stepUs)).int8(BigInt(summary.goodUs));
  for (const number of summary.numbers)
    tuple.float8(
      summary.goodCount > 0 && Number.isFinite(number) ? bitsOfNumber(number) : undefined,
    );
  for (const { bits } of [samples[0]!, samples.at(-1)!]) tuple.float8(bits);
  tuple.float8('scale' in values ? bitsOfNumber(values.scale) : undefined);
  tuple
    .int4(tagId)
    .int4(samples.length)
    .int4(summary.goodCount)
    .int4(summary.worstStatus)
    .int4(times.unitUs);
  for (const size of [2, 4, 8])
    tuple.integers(size, times.bytes === size ? times.offsets : undefined);
  tuple.integers(2, values.kind === 'int2' ? values.elements : undefined);
  tuple.integers(4, values.kind === 'int4' ? values.elements : undefined);
  tuple.singles(values.kind === 'float4' ? values.elements : undefined);
  tuple.doubles(values.kind === 'float8' ? values.elements : undefined);
  const runs = statuses.every((status) => status === 0) ? undefined : slowRuns(statuses);
  tuple
    .integers(
      4,
      runs?.map(([code]) => code),
    )
    .integers(
      4,
      runs?.map(([, length]) => length),
    );
  return tuple.bytes();
}
