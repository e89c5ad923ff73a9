import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as calc from '../../src/index.ts';
import { isUsable, type Issue } from '../../src/quantity.ts';
import goodCalls from './good-calls.json' with { type: 'json' };

// A number from a database or a socket was never typed: it may be absent, or something else.

type Call = (...args: readonly unknown[]) => unknown;
type Path = readonly (string | number)[];

const TESTS = {
  reservoirPressurePsi: 3000,
  testRatesStbd: [300, 500],
  testPressuresPsi: [2500, 2000],
};

/** Functions that are called here with functions, which a file cannot hold, or that take no number. */
const CALLS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  chengHorizontalMaxRateFit: [[TESTS]],
  standingMaxRateFit: [[{ ...TESTS, flowEfficiency: 0.9 }]],
  wigginsMaxRateFit: [[{ ...TESTS, phase: 'oil' }]],
  fitMdh: [
    [
      {
        shutInTimesHours: [1, 2, 4, 8],
        shutInPressuresPsi: [2000, 2030, 2060, 2090],
        producingTimeHours: 100,
      },
    ],
  ],
  marchPressure: [
    [
      {
        depthsFt: [0, 1000],
        startPressurePsia: 100,
        relativeTolerance: 1e-6,
        gradientPsiFt: () => 0.4,
      },
    ],
  ],
  operatingPoint: [
    [
      {
        inflow: { model: 'vogel', reservoirPressurePsi: 3000, maxRateStbd: 1000 },
        outflowPressureAt: (rate: number) => 1000 + rate,
        ratesStbd: [100, 500, 900],
      },
    ],
  ],
  ...(decode(goodCalls) as Readonly<Record<string, readonly (readonly unknown[])[]>>),
};

/** Functions that have no number among their arguments. */
const WITHOUT_NUMBERS = ['isUsable', 'unitsAreCompatible', 'zoneClock'];

/** Results that say it otherwise: by a status, by NaN in a bare column, by no intervals. */
const WITHOUT_ISSUES = [
  'aggregateHistory',
  'aggregateIntervals',
  'inflowRateColumns',
  'outflowPressureColumns',
  'predictRegression',
  'tableOutflow',
];

/** Columns in which a gap is data: the row is left out, or has no value of its own. */
const WITH_GAPS: Readonly<Record<string, readonly string[]>> = {
  analyzeHorner: ['shutInTimesHours', 'shutInPressuresPsi'],
  analyzeMdh: ['shutInTimesHours', 'shutInPressuresPsi'],
  fitArps: ['timesDays', 'ratesPerDay'],
  fitExponentialDecline: ['timesDays', 'ratesPerDay'],
  fitHorner: ['shutInTimesHours', 'shutInPressuresPsi'],
  fitMdh: ['shutInTimesHours', 'shutInPressuresPsi'],
  fitPOverZ: ['pressuresPsia', 'zFactors', 'cumulativeGas'],
};

/** Arguments at which endless is a number: the limit of the decline. */
const MAY_BE_ENDLESS = ['timesDays', 'toHours'];

const source = readdirSync(new URL('../../src', import.meta.url), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8'))
  .join('\n');

/** Names that some argument may leave out. */
const optional = new Set([...source.matchAll(/readonly (\w+)\?:/gu)].map(([, name]) => name));

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  if ('float64' in value) return Float64Array.from(value.float64 as number[]);
  if ('uint32' in value) return Uint32Array.from(value.uint32 as number[]);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, decode(entry)]));
}

const entriesOf = (value: unknown): [string | number, unknown][] => {
  if (Array.isArray(value) || value instanceof Float64Array) {
    const last = value.length - 1;
    // The ends and the middle of a column stand for its rows.
    return [...new Set([0, last >> 1, last])].filter((i) => i >= 0).map((i) => [i, value[i]]);
  }
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

/** Where the numbers of a call are. */
function numbersIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'number') return [path];
  return entriesOf(value)
    .filter(([name]) => name !== 'issues')
    .flatMap(([name, entry]) => numbersIn(entry, [...path, name]));
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (value instanceof Float64Array) return value.with(name as number, by as number);
  if (Array.isArray(value))
    return value.with(name as number, replaced(value[name as number], rest, by));
  const entry = (value as Readonly<Record<string, unknown>>)[name];
  return { ...(value as object), [name]: replaced(entry, rest, by) };
}

const isColumnEntry = (args: unknown, path: Path): boolean =>
  path
    .slice(0, -1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], args) instanceof
  Float64Array;

/** Every issue of a result, of its parts as well. */
function issuesOf(result: unknown): Issue[] {
  if (typeof result !== 'object' || result === null || ArrayBuffer.isView(result)) return [];
  return Object.entries(result).flatMap(([name, part]) =>
    name === 'issues' ? (part as Issue[]) : issuesOf(part),
  );
}

const lostIn = (result: unknown): boolean => {
  if (typeof result === 'number') return !Number.isFinite(result);
  if (result instanceof Float64Array) return !result.every(Number.isFinite);
  return typeof result === 'object' && result !== null && Object.values(result).some(lostIn);
};

interface GoodCall {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Its result, as text. */
  readonly good: string;
}

/** Fault of a call with one number replaced; undefined when it is handled correctly. */
function faultOf({ name, args, good }: GoodCall, path: Path, by: unknown): string | undefined {
  const call = (calc as unknown as Readonly<Record<string, Call>>)[name]!;
  const place = `${name} with ${path.slice(1).join('.')} ${String(by)}`;
  let result: unknown;
  try {
    result = call(...(replaced(args, path, by) as readonly unknown[]));
  } catch (error) {
    return `${place} throws ${String(error)}`;
  }
  if (WITHOUT_ISSUES.includes(name)) return undefined;
  const last = path.findLast((part) => typeof part === 'string') ?? '';
  // An optional number has a default, and a result that was not asked for is NaN.
  if (by === undefined && optional.has(last)) return undefined;
  const issues = issuesOf(result);
  const same = JSON.stringify(result) === good;
  if (lostIn(result))
    return issues.length > 0 || same ? undefined : `${place} is not finite, without an issue`;
  const isAllowed =
    same || WITH_GAPS[name]?.includes(last) || (by === Infinity && MAY_BE_ENDLESS.includes(last));
  return isAllowed || issues.some(({ code }) => code === 'LEFT_OUT') || !isUsable(issues)
    ? undefined
    : `${place} gives a result, without an issue`;
}

describe('a number that is absent or none', () => {
  const functions = Object.entries(calc)
    .filter(([, exported]) => typeof exported === 'function')
    .map(([name]) => name);

  test('is looked for in every function', () => {
    expect(functions.filter((name) => !(name in CALLS) && !WITHOUT_NUMBERS.includes(name))).toEqual(
      [],
    );
  });

  test.each(functions.filter((name) => name in CALLS))('has an issue in %s', (name) => {
    const call = (calc as unknown as Readonly<Record<string, Call>>)[name]!;
    const faults = CALLS[name]!.flatMap((args) => {
      const good = JSON.stringify(call(...args));
      return numbersIn(args).flatMap((path) => {
        // A typed column cannot hold what is no number.
        const none = isColumnEntry(args, path) ? [] : [undefined, null];
        return [...none, Number.NaN, Infinity, -Infinity]
          .map((by) => faultOf({ name, args, good }, path, by))
          .filter((fault) => fault !== undefined);
      });
    });
    expect(faults).toEqual([]);
  });
});
