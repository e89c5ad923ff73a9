import type { AnyTRPCRouter } from '@trpc/server';

/** Finds out which procedures of a router are a `query`, a `mutation` or a `subscription`, by their names. */
export function procedureTypes(router: AnyTRPCRouter): ReadonlyMap<string, string> {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC tells what a procedure is made of nowhere else.
  const procedures = router._def.procedures as unknown as Readonly<
    Record<string, { readonly _def: { readonly type: string } }>
  >;
  // oxlint-disable-next-line no-underscore-dangle -- as above
  return new Map(Object.entries(procedures).map(([name, { _def }]) => [name, _def.type]));
}
