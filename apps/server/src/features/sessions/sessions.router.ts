import {
  done,
  endedSessions,
  endSessionInput,
  endUserSessionsInput,
  listSessionsInput,
  sessionPage,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { endSession, endUserSessions } from './end-session.ts';
import { listSessionPage } from './list-session-page.ts';

export const sessionsRouter = createRouter({
  /** Sessions of all users that go on, a page at a time. */
  list: may('sessions.manage')
    .input(listSessionsInput)
    .output(sessionPage)
    .query(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => listSessionPage(tx, access, input)),
    ),
  /** Ends a session of any user. */
  end: may('sessions.manage')
    .input(endSessionInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.tenant.transaction((tx) => endSession(tx, input));
      return {};
    }),
  /** Ends all sessions of a user, but the one in which is asked. */
  endAll: may('sessions.manage')
    .input(endUserSessionsInput)
    .output(endedSessions)
    .mutation(({ ctx: { tenant, access }, input }) =>
      tenant.transaction((tx) => endUserSessions(tx, access, input)),
    ),
});
