import {
  createKeyInput,
  done,
  keyPage,
  listKeysInput,
  newKey,
  revokeKeyInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { createKey } from './create-key.ts';
import { listKeyPage } from './list-key-page.ts';
import { revokeKey } from './revoke-key.ts';

export const keysRouter = createRouter({
  /** API keys of all users, a page at a time: never their secrets. */
  list: may('keys.manage')
    .input(listKeysInput)
    .output(keyPage)
    .query(({ ctx: { tenant }, input }) => tenant.transaction((tx) => listKeyPage(tx, input))),
  /** Makes an API key that belongs to the caller. */
  create: may('keys.manage')
    .input(createKeyInput)
    .output(newKey)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => createKey(tx, access, input)),
    ),
  /** Takes an API key back, whoever owns it. */
  revoke: may('keys.manage')
    .input(revokeKeyInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => revokeKey(tx, input));
      return {};
    }),
});
