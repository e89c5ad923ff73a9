import { vectorReader, type VectorAdapter, type VectorInput } from './adapter.ts';
import { artificialLift } from './adapters/artificialLift.ts';
import { coiledTubing } from './adapters/coiledTubing.ts';
import { decline } from './adapters/decline.ts';
import { drilling } from './adapters/drilling.ts';
import { energy } from './adapters/energy.ts';
import { ipr } from './adapters/ipr.ts';
import { mbal } from './adapters/mbal.ts';
import { opcua } from './adapters/opcua.ts';
import { pipe } from './adapters/pipe.ts';
import { pvt } from './adapters/pvt.ts';
import { signal } from './adapters/signal.ts';
import { units } from './adapters/units.ts';
import { vlp } from './adapters/vlp.ts';
import { welltest } from './adapters/welltest.ts';

const ADAPTER: VectorAdapter = {
  ...artificialLift,
  ...coiledTubing,
  ...decline,
  ...drilling,
  ...energy,
  ...ipr,
  ...mbal,
  ...opcua,
  ...pipe,
  ...pvt,
  ...signal,
  ...units,
  ...vlp,
  ...welltest,
};

interface Tolerance {
  readonly rel?: number;
  readonly abs?: number;
  readonly direction?: 'max';
}

/** One vector of a file of schema calc-vectors/1. */
export interface Vector {
  readonly id: string;
  readonly group: string;
  readonly fn: string;
  readonly inputs: Readonly<Record<string, VectorInput>>;
  readonly expected: Readonly<Record<string, { readonly value: unknown; readonly unit: string }>>;
  readonly tolerance: Tolerance | Readonly<Record<string, Tolerance>>;
  readonly must_not_equal?: unknown;
}

/** Outcome of one vector. */
export interface VectorDetail {
  readonly id: string;
  readonly fn: string;
  readonly outcome: 'passed' | 'failed' | 'missing';
  /** Why it did not pass; empty when it did. */
  readonly message: string;
}

/** Outcome of a file of vectors. */
export interface VectorReport {
  readonly passed: number;
  readonly failed: number;
  readonly missing: number;
  readonly details: readonly VectorDetail[];
}

/** Runs every vector of a file through the adapter. */
export function runVectors(file: { readonly vectors: readonly Vector[] }): VectorReport {
  const details = file.vectors.map(runVector);
  const count = (outcome: VectorDetail['outcome']): number =>
    details.filter((detail) => detail.outcome === outcome).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    missing: count('missing'),
    details,
  };
}

function runVector(vector: Vector): VectorDetail {
  const { id, fn } = vector;
  const call = ADAPTER[fn];
  if (call === undefined) {
    return { id, fn, outcome: 'missing', message: 'no function of this name in the adapter' };
  }
  try {
    const message = differences(vector, call(vectorReader(vector.inputs))).join('; ');
    return { id, fn, outcome: message === '' ? 'passed' : 'failed', message };
  } catch (error) {
    return { id, fn, outcome: 'failed', message: String(error) };
  }
}

function differences(vector: Vector, outputs: Readonly<Record<string, unknown>>): string[] {
  const found: string[] = [];
  for (const [name, expected] of Object.entries(vector.expected)) {
    const tolerance = toleranceOf(vector.tolerance, name);
    const difference =
      name === 'rows'
        ? compareRows(expected.value as Row[], outputs[name] as Row[] | undefined, tolerance)
        : compare(expected.value, outputs[name], tolerance);
    if (difference !== undefined) found.push(`${name}: ${difference}`);
    if (isForbidden(vector.must_not_equal, name, outputs[name])) {
      found.push(`${name}: ${String(outputs[name])} is the known mistake`);
    }
  }
  return found;
}

/** A row of a table: its key, its value, perhaps a status; a status `*` is not checked. */
type Row = readonly unknown[];

/** Compares the rows that are expected, by their keys; a table may leave rows out, and columns. */
function compareRows(
  expected: readonly Row[],
  actual: readonly Row[] | undefined,
  tolerance: Tolerance,
): string | undefined {
  for (const row of expected) {
    const found = actual?.find(([key]) => key === row[0]);
    if (found === undefined) return `no row at ${String(row[0])}`;
    if (row.at(-1) === '*') continue;
    const difference = compare(row, found.slice(0, row.length), tolerance);
    if (difference !== undefined) return `at ${String(row[0])} ${difference}`;
  }
  return undefined;
}

/** Tolerance of an output; that of a table is named after its column of values. */
function toleranceOf(tolerance: Vector['tolerance'], name: string): Tolerance {
  const byName = tolerance as Readonly<Record<string, unknown>>;
  const named = byName[name] ?? (name === 'rows' ? byName['value'] : undefined);
  return typeof named === 'object' && named !== null ? named : tolerance;
}

function isForbidden(forbidden: unknown, name: string, actual: unknown): boolean {
  if (forbidden === undefined || typeof actual !== 'number') return false;
  const values =
    typeof forbidden === 'object' && forbidden !== null
      ? Object.entries(forbidden)
      : [[name, forbidden]];
  return values.some(([key, value]) => {
    const number =
      typeof value === 'object' && value !== null ? (value as VectorInput).value : value;
    return (
      (key === name || key === 'value') &&
      typeof number === 'number' &&
      Math.abs(actual - number) <= 1e-6 * Math.abs(number)
    );
  });
}

function compare(expected: unknown, actual: unknown, tolerance: Tolerance): string | undefined {
  if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(actual) ? Array.from(actual as Float64Array) : actual;
    if (!Array.isArray(list)) return `expected a list of ${expected.length}, got ${String(actual)}`;
    if (list.length !== expected.length) {
      return `expected ${expected.length} entries, got ${list.length}`;
    }
    for (const [index, entry] of expected.entries()) {
      const difference = compare(entry, list[index], tolerance);
      if (difference !== undefined) return `[${index}] ${difference}`;
    }
    return undefined;
  }
  if (typeof expected === 'object' && expected !== null) {
    for (const [key, entry] of Object.entries(expected)) {
      const difference = compare(
        entry,
        (actual as Record<string, unknown> | undefined)?.[key],
        tolerance,
      );
      if (difference !== undefined) return `.${key} ${difference}`;
    }
    return undefined;
  }
  if (typeof expected === 'number' && typeof actual === 'number') {
    return isWithin(expected, actual, tolerance)
      ? undefined
      : `expected ${expected}, got ${actual}`;
  }
  const absent = expected === null && (actual === undefined || Number.isNaN(actual));
  return expected === actual || absent
    ? undefined
    : `expected ${String(expected)}, got ${String(actual)}`;
}

function isWithin(expected: number, actual: number, tolerance: Tolerance): boolean {
  const { rel = 0, abs = 0, direction } = tolerance;
  if (direction === 'max') return actual <= expected * (1 + rel) + abs;
  // The vectors print twelve significant digits: nothing finer can be expected of a result.
  if (Number(actual.toPrecision(12)) === expected) return true;
  const error = Math.abs(actual - expected);
  return error <= abs || error <= rel * Math.abs(expected);
}
