import * as contract from '@varve/contract';
import { z } from 'zod';
import type { Procedure } from '../../src/trpc/list-procedures.ts';

const SCHEMAS = new Set<unknown>(Object.values(contract));

/** Finds the rules of all procedures that a procedure breaks, a sentence each. */
export function procedureFaults({ name, permission, input, output }: Procedure): string[] {
  return [
    ...permissionFaults(name, permission),
    ...schemaFaults(input, 'input'),
    ...schemaFaults(output, 'output'),
  ].map((fault) => `${name}: ${fault}`);
}

function permissionFaults(name: string, permission: string | null): string[] {
  const isOwn = name.startsWith('session.');
  if (permission === null)
    return isOwn ? [] : ['only procedures of session are without a permission: use may(…)'];
  if (isOwn) return ['a procedure of session is about the caller: use self'];
  const isKnown = contract.permission.safeParse(permission).success;
  return isKnown ? [] : [`permission.ts of the contract does not list ${permission}`];
}

function schemaFaults(schema: z.ZodType, io: 'input' | 'output'): string[] {
  const endless = endlessLists(schema, io).map(
    (path) => `its ${io} has a list without .max at ${path}`,
  );
  return SCHEMAS.has(schema)
    ? endless
    : [`its ${io} is not exported by index.ts of the contract`, ...endless];
}

/** Paths of the arrays in a schema that may grow without an end. */
export function endlessLists(schema: z.ZodType, io: 'input' | 'output'): string[] {
  const found: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'array' && !('maxItems' in node)) found.push(path);
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
  };
  visit(z.toJSONSchema(schema, { io }), '');
  return found;
}
