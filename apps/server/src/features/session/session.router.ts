import {
  changedPassword,
  changePasswordInput,
  confirmFactorInput,
  done,
  endSessionInput,
  MAX_SESSIONS,
  newFactor,
  noInput,
  ownIdentities,
  ownSessions,
  person,
  reauthenticateInput,
  renameSessionInput,
  recoveryCodes,
  rowRef,
  updateProfileInput,
} from '@varve/contract';
import { requireFresh } from '../../kit/access/access.ts';
import { self } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { changePassword } from './change-password.ts';
import { endOwnSession, endSessions } from './end-sessions.ts';
import { beginFactor } from './begin-factor.ts';
import { confirmFactor } from './confirm-factor.ts';
import { listSessions } from './list-sessions.ts';
import { listIdentities } from './add-identity.ts';
import { removeOwnIdentity } from './remove-own-identity.ts';
import { removeFactor } from './remove-factor.ts';
import { readPerson } from './read-person.ts';
import { reauthenticate } from './reauthenticate.ts';
import { renameSession } from './rename-session.ts';
import { updateProfile } from './update-profile.ts';

/** Procedures about the caller himself. */
export const sessionRouter = createRouter({
  /** Who is logged in, and what he may do. */
  me: self
    .input(noInput)
    .output(person)
    .query(({ ctx }) => ctx.tenant.transaction((tx) => readPerson(tx, ctx.access))),
  updateProfile: self
    .input(updateProfileInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => updateProfile(tx, ctx.access, input));
      return {};
    }),
  changePassword: self
    .input(changePasswordInput)
    .output(changedPassword)
    .mutation(async ({ ctx, input }) => {
      const session = await changePassword(ctx.security, ctx.tenant, ctx.access, input);
      ctx.security.sessions.forget(ctx.access);
      return { tokens: await ctx.giveTokens(session) };
    }),
  /** Shows the password again, for what needs a fresh one. */
  reauthenticate: self
    .input(reauthenticateInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await reauthenticate(ctx.security, ctx.tenant, ctx.access, input);
      ctx.security.sessions.forget(ctx.access);
      return {};
    }),
  /** Refuses where a password is to be shown first: asked before the browser goes to a provider. */
  confirmFresh: self
    .input(noInput)
    .output(done)
    .mutation(({ ctx }) => {
      requireFresh(ctx.access);
      return {};
    }),
  beginFactor: self
    .input(noInput)
    .output(newFactor)
    .mutation(({ ctx }) =>
      ctx.tenant.transaction((tx) => beginFactor(tx, ctx.security.keyring, ctx.access)),
    ),
  confirmFactor: self
    .input(confirmFactorInput)
    .output(recoveryCodes)
    .mutation(async ({ ctx: { tenant, security, access }, input }) => {
      const codes = await tenant.transaction((tx) =>
        confirmFactor(tx, security.keyring, access, input),
      );
      security.sessions.forget(access);
      return codes;
    }),
  removeFactor: self
    .input(noInput)
    .output(done)
    .mutation(async ({ ctx }) => {
      await ctx.tenant.transaction((tx) => removeFactor(tx, ctx.access));
      return {};
    }),
  /** People of providers by which the caller logs in. */
  identities: self
    .input(noInput)
    .output(ownIdentities)
    .query(({ ctx: { tenant, access } }) =>
      tenant.transaction((tx) => listIdentities(tx, access.userId)),
    ),
  /** Takes from the caller that he logs in by a provider. */
  removeIdentity: self
    .input(rowRef)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => removeOwnIdentity(tx, ctx.access, input));
      return {};
    }),
  /** The caller's sessions that go on. */
  list: self
    .input(noInput)
    .output(ownSessions)
    .query(({ ctx: { tenant, access } }) =>
      tenant.transaction((tx) =>
        listSessions(tx, {
          userId: access.userId,
          limit: MAX_SESSIONS,
          currentId: access.sessionId,
        }),
      ),
    ),
  /** Gives one of the caller's sessions a name. */
  rename: self
    .input(renameSessionInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => renameSession(tx, ctx.access, input));
      return {};
    }),
  /** Ends one of the caller's sessions. */
  end: self
    .input(endSessionInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => endOwnSession(tx, ctx.access, input.sessionId));
      return {};
    }),
  /** Ends the caller's sessions, but the one in which he asks. */
  endOthers: self
    .input(noInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access } }) => {
      await tenant.transaction((tx) =>
        endSessions(tx, {
          reason: 'ended_by_user',
          userId: access.userId,
          except: access.sessionId,
        }),
      );
      return {};
    }),
});
