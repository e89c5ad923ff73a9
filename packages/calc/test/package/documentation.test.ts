import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import * as calc from '../../src/index.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const examples = readFileSync(new URL('../../docs/worked-examples.md', import.meta.url), 'utf8');

/** Calls of the page with the number that stands behind each: `call(…).value; // 27.5 bbl`. */
const claims = [...examples.matchAll(/```ts\n([\s\S]*?)```/gu)].flatMap(([, block]) =>
  [...block!.matchAll(/(\S[\s\S]*?); \/\/ ([-\d.e]+).*\n/gu)].map(([, call, printed]) => ({
    call: call!,
    printed: printed!,
  })),
);

/** Half of the last digit of a printed number. */
function halfDigit(printed: string): number {
  const [mantissa = '', exponent = '0'] = printed.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** (Number(exponent) - decimals);
}

function evaluate(call: string): unknown {
  return runInNewContext(call, { ...calc, Float64Array });
}

/** Names in the first column of the tables of functions. */
const documented = readme
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...line.split('|')[1]!.matchAll(/`(\w+)`/gu)].map(([, name]) => name!));

describe('the page of worked examples', () => {
  test('has examples of every area', () => {
    const sections = examples.split(/^## /mu).slice(1);
    expect(sections).toHaveLength(15);
    for (const section of sections) expect(section).toContain('```ts');
    expect(claims.length).toBeGreaterThan(80);
  });

  test.each(claims)('says truly: $call is $printed', ({ call, printed }) => {
    const tolerance = halfDigit(printed) * (1 + 1e-9);
    expect(Math.abs(Number(evaluate(call)) - Number(printed))).toBeLessThanOrEqual(tolerance);
  });
});

describe('the tables of functions in the README', () => {
  const functions = Object.entries(calc)
    .filter(([, exported]) => typeof exported === 'function')
    .map(([name]) => name);

  test('have every function, and no other', () => {
    const shared = ['isUsable'];
    expect(documented.toSorted()).toEqual([...new Set(documented)].toSorted());
    expect(functions.filter((name) => !shared.includes(name)).toSorted()).toEqual(
      documented.toSorted(),
    );
  });
});
