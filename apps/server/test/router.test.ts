import * as contract from '@varve/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { router } from '../src/router.ts';

interface Definition {
  readonly meta?: { readonly permission?: string };
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
}

// oxlint-disable no-underscore-dangle -- tRPC tells what a procedure is made of nowhere else.
const PROCEDURES = Object.entries(
  router._def.procedures as unknown as Readonly<Record<string, { readonly _def: Definition }>>,
).map(([path, { _def: definition }]) => ({ path, ...definition }));
// oxlint-enable no-underscore-dangle

const SCHEMAS = new Set<unknown>(Object.values(contract));

/** The schema that an output keeps to, whether each answer is parsed or not. */
function outputSchema(output: unknown): unknown {
  return typeof output === 'function' && 'schema' in output ? output.schema : output;
}

/** Paths of the arrays in a schema that may grow without an end. */
function endlessLists(schema: z.ZodType, io: 'input' | 'output'): string[] {
  const found: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'array' && !('maxItems' in node)) found.push(path);
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
  };
  visit(z.toJSONSchema(schema, { io }), '');
  return found;
}

test('the walk over the procedures finds those of every area', () => {
  expect(PROCEDURES.map(({ path }) => path).toSorted()).toEqual([
    'live.follow',
    'live.latest',
    'status.health',
    'tags.list',
    'trends.read',
  ]);
});

describe.each(PROCEDURES)('the procedure $path', ({ path, meta, inputs, output }) => {
  test('declares a permission of the contract, of its own area', () => {
    expect(contract.permission.options).toContain(meta?.permission);
    expect(meta?.permission?.split('.')[0]).toBe(path.split('.')[0]);
  });

  test('takes one input, which is of the contract and has a bound on lists', () => {
    expect(inputs).toHaveLength(1);
    expect(SCHEMAS).toContain(inputs[0]);
    expect(endlessLists(inputs[0] as z.ZodType, 'input')).toEqual([]);
  });

  test('gives an output which is of the contract and has a bound on lists', () => {
    const schema = outputSchema(output);
    expect(SCHEMAS).toContain(schema);
    expect(endlessLists(schema as z.ZodType, 'output')).toEqual([]);
  });
});

test('a list without an end is found', () => {
  const schema = z.object({ rows: z.array(z.object({ tags: z.array(z.string()).max(3) })) });
  expect(endlessLists(schema, 'output')).toEqual(['/properties/rows']);
});
