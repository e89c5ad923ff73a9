import { packSlowly, slowTransform } from './slow-packing.ts';
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
function slowTimes(times: readonly number[]) {
  const first = times[0]!;
  const differences = times.slice(1).map((time, at) => time - times[at]!);
  const regular = { unitUs: 1, kind: 0, numbers: [] as bigint[] };
  if (times.length === 1) return { ...regular, stepUs: 1 };
  const [step = 0] = differences;
  if (step > 0 && new Set(differences).size === 1) return { ...regular, stepUs: step };
  const unitUs = [1_000_000, 1_000, 1].find((unit) =>
    times.every((t) => (t - first) % unit === 0),
  )!;
  const count = Math.min(31, differences.length);
  const looked = Array.from(
    { length: count },
    (_, turn) => differences[Math.floor((turn * differences.length) / count)]!,
  );
  const usual = looked.toSorted((one, other) => one - other)[count >> 1]!;
  const line = Math.round((times.at(-1)! - first) / (times.length - 1) / unitUs) * unitUs;
  const [byUsual, byLine] = [usual, line].map((stepUs) => {
    const numbers = times.map((time, at) => BigInt((time - first - at * stepUs) / unitUs));
    const isWide = numbers.some((number) => BigInt.asIntN(32, number) !== number);
    const { words } = slowTransform(numbers, isWide ? 64 : 32);
    return { stepUs, unitUs, kind: isWide ? 4 : 1, numbers, words };
  });
  return byLine!.words < byUsual!.words ? byLine! : byUsual!;
}

interface SlowValues {
  /** 0 where the first value stands for all. */
  readonly kind: number;
  readonly numbers: readonly bigint[];
  readonly scale?: number;
}

/** How values are written: the first of the rule's list that gives every bit back. */
function slowValues(bits: readonly (bigint | undefined)[]): SlowValues {
  if (new Set(bits).size === 1) return { kind: 0, numbers: [] };
  const known = bits.filter((one) => one !== undefined);
  const isSingle = known.every((one) => bitsOfNumber(Math.fround(numberOfBits(one))) === one);
  const fitted = isSingle
    ? asDecimals(known, DIVISORS, { most: 2 ** 22 - 1, read: Math.fround })
    : asDecimals(known, [...DIVISORS, ...FACTORS], {
        most: Number.MAX_SAFE_INTEGER,
        read: (number) => number,
      });
  if (fitted === undefined) {
    return isSingle
      ? { kind: 3, numbers: over(bits, known.map(orderedSingle)) }
      : { kind: 5, numbers: over(bits, known.map(ordered)) };
  }
  const isWide = fitted.numbers.some(
    (number) => number > 2n ** 31n - 1n || number < 1n - 2n ** 31n,
  );
  return {
    kind: isSingle ? 2 : isWide ? 4 : 1,
    scale: fitted.scale,
    numbers: over(bits, fitted.numbers),
  };
}

function asDecimals(
  bits: readonly bigint[],
  scales: readonly number[],
  { most, read }: { most: number; read: (number: number) => number },
) {
  for (const scale of scales) {
    const numbers = bits.map((known) => {
      const number = numberOfBits(known);
      const integer = Math.round(scale < 1 ? number / scale : number * scale) + 0;
      const back = read(scale < 1 ? integer * scale : integer / scale);
      return Math.abs(integer) <= most && bitsOfNumber(back) === known ? integer : undefined;
    });
    const whole = numbers.filter((number) => number !== undefined);
    if (whole.length === bits.length) return { scale, numbers: whole.map(BigInt) };
  }
  return undefined;
}

/** Numbers of all samples: one without a value has that of the one before it, or of the first that has one. */
function over(bits: readonly (bigint | undefined)[], numbers: readonly bigint[]): bigint[] {
  let taken = 0;
  return bits.map((known) => numbers[known === undefined ? Math.max(0, taken - 1) : taken++]!);
}

function ordered(bits: bigint): bigint {
  const number = BigInt.asIntN(64, bits);
  return number < 0n ? BigInt.asIntN(64, number ^ (2n ** 63n - 1n)) : number;
}

function orderedSingle(bits: bigint): bigint {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, numberOfBits(bits));
  const number = BigInt(view.getInt32(0));
  return number < 0n ? BigInt.asIntN(32, number ^ (2n ** 31n - 1n)) : number;
}

/** Samples that follow one another with one status and, where that matters, all with a value or all without. */
function slowRuns(samples: readonly SlowSample[], hasNulls: boolean) {
  const runs: { code: number; isNull: boolean; length: number }[] = [];
  for (const { status: code, bits } of samples) {
    const isNull = hasNulls && bits === undefined;
    const last = runs.at(-1);
    if (last?.code === code && last.isNull === isNull) last.length++;
    else runs.push({ code, isNull, length: 1 });
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
  const isWhole = samples.every(({ status }) => status === 0) && numbers.length === samples.length;
  const middle = sum(numbers.slice(1, -1));
  const wholeTotal = numbers.length > 1 ? 0 + numbers[0]! + middle + numbers.at(-1)! : sum(numbers);
  const pairs = all
    .slice(1)
    .map((to, at) => ({ from: all[at]!, to, us: to.time - all[at]!.time }))
    .filter(({ from, us }) => from.counts && us > 0);
  const severity = (status: number) => (status < 0 ? 2 + ((status >>> 30) & 1) : status >>> 30);
  const worst = Math.max(...samples.map(({ status }) => severity(status)));
  const steps = new Set(pairs.map(({ us }) => us));
  const isRegular = isWhole && steps.size === 1 && pairs.length === samples.length - 1;
  const [step = 0] = steps;
  const regular = isRegular
    ? [(numbers[0]! + middle) * step, (numbers[0]! / 2 + middle + numbers.at(-1)! / 2) * step]
    : undefined;
  const general = [
    sum(pairs.map(({ from, us }) => from.number * us)),
    sum(
      pairs.map(({ from, to, us }) =>
        to.counts ? ((from.number + to.number) / 2) * us : from.number * us,
      ),
    ),
  ];
  // What no double holds is added up one by one, which may hold.
  const isHeld = isWhole && [wholeTotal, ...(regular ?? general)].every(Number.isFinite);
  const total = isHeld ? wholeTotal : sum(numbers);
  const integrals = isHeld && regular !== undefined ? regular : general;
  const mean = total / numbers.length;
  return {
    goodCount: numbers.length,
    goodUs: sum(pairs.map(({ us }) => us)),
    numbers: [
      numbers.reduce((low, number) => (number < low ? number : low), Infinity),
      numbers.reduce((high, number) => (number > high ? number : high), -Infinity),
      total,
      sum(numbers.map((number) => (number - mean) * (number - mean))),
      ...integrals.map((integral) => integral / 1e6),
    ],
    worstStatus: samples.find(({ status }) => severity(status) === worst)!.status,
  };
}

/** The tuple of a segment, field by field in the order of the table's columns. */
export function packSegment(samples: readonly SlowSample[], tagId: number): Buffer {
  const times = slowTimes(samples.map(({ time }) => time));
  const values = slowValues(samples.map(({ bits }) => bits));
  const summary = slowSummary(samples);
  const tuple = new SlowTuple();
  for (const { time } of [samples[0]!, samples.at(-1)!])
    tuple.int8(BigInt(time) - 946_684_800_000_000n);
  tuple.int8(BigInt(times.stepUs)).int8(BigInt(summary.goodUs));
  for (const number of summary.numbers)
    tuple.float8(
      summary.goodCount > 0 && Number.isFinite(number) ? bitsOfNumber(number) : undefined,
    );
  for (const { bits } of [samples[0]!, samples.at(-1)!]) tuple.float8(bits);
  tuple.float8(values.scale === undefined ? undefined : bitsOfNumber(values.scale));
  tuple
    .int4(tagId)
    .int4(samples.length)
    .int4(summary.goodCount)
    .int4(summary.worstStatus)
    .int4(times.unitUs)
    .packed(times.kind === 0 ? undefined : packSlowly(times.kind, times.numbers))
    .packed(values.kind === 0 ? undefined : packSlowly(values.kind, values.numbers));
  const hasNulls = values.kind !== 0 && samples.some(({ bits }) => bits === undefined);
  const isPlain = !hasNulls && samples.every(({ status }) => status === 0);
  const runs = slowRuns(samples, hasNulls);
  return tuple
    .integers(4, isPlain ? undefined : runs.map(({ code }) => code))
    .integers(4, isPlain ? undefined : runs.map(({ length }) => length))
    .booleans(hasNulls ? runs.map(({ isNull }) => isNull) : undefined)
    .bytes();
}
