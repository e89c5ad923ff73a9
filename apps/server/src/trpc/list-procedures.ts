import type { AnyTRPCRouter } from '@trpc/server';
import type { Permission } from '@varve/contract';
import type { z } from 'zod';

/** A procedure with what it declares. */
export interface Procedure {
  /** As `tags.list`. */
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Null for a procedure about the caller himself. */
  readonly permission: Permission | null;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

interface Definition {
  readonly type: Procedure['type'];
  readonly meta?: { readonly permission?: Permission | null };
  readonly inputs: readonly z.ZodType[];
  /** A schema, or a parser that names its schema. */
  readonly output?: z.ZodType | { readonly schema: z.ZodType };
}

/**
 * Lists the procedures of a router.
 *
 * @throws Error for one that declares no permission, input or output: that is a bug
 */
export function listProcedures(router: AnyTRPCRouter): Procedure[] {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC tells what a procedure is made of nowhere else.
  const procedures = router._def.procedures as unknown as Readonly<
    Record<string, { readonly _def: Definition }>
  >;
  return Object.entries(procedures).map(([name, procedure]) => {
    // oxlint-disable-next-line no-underscore-dangle -- as above
    const { type, meta, inputs, output } = procedure._def;
    const permission = meta?.permission;
    if (permission === undefined) throw undeclared(name, 'a permission: begin it with may(…)');
    if (inputs.length !== 1) throw undeclared(name, `one input: it has ${inputs.length}`);
    if (output === undefined) throw undeclared(name, 'an output');
    return {
      name,
      type,
      permission,
      input: inputs[0]!,
      output: 'schema' in output ? output.schema : output,
    };
  });
}

function undeclared(name: string, what: string): Error {
  return new Error(`the procedure ${name} has to declare ${what}`);
}
