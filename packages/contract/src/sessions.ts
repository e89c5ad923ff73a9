import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

export const sessionsPermissions = ['sessions.manage'] as const;

/** Most sessions that a user has at a time: a login beyond it ends the one that was used least lately. */
export const MAX_SESSIONS = 20;
const MAX_LISTED_SESSIONS = 200;

/** Id of a user. */
export const userId = z.uuid();
/** Id of a session. */
export const sessionId = z.uuid();

/** A browser, a program, or a screen on a wall. */
const sessionKind = z.enum(['console', 'program', 'display']);

/** A session, as its user and who manages sessions see it. */
export const sessionInfo = z.strictObject({
  id: sessionId,
  userId,
  username: z.string(),
  kind: sessionKind,
  name: z.string(),
  /** Name that the browser or program gave itself. */
  userAgent: z.string(),
  clientAddress: z.string().nullable(),
  startedAtMs: timeMs,
  /** To the minute. */
  lastUsedAtMs: timeMs,
  expiresAtMs: timeMs,
  isCurrent: z.boolean(),
});
export type SessionInfo = z.infer<typeof sessionInfo>;

/** Input of `sessions.list`: sessions that go on, those used last first. */
export const listSessionsInput = z.strictObject({
  /** Sessions of this user only. */
  userId: userId.optional(),
  /** Sessions of this kind only. */
  kind: sessionKind.optional(),
  /** Part of the user name or the full name. */
  search: textLine(200).default(''),
  ...pageInput(MAX_LISTED_SESSIONS),
});
export type ListSessionsInput = z.infer<typeof listSessionsInput>;

/** Output of `sessions.list`. */
export const sessionPage = z.strictObject({
  sessions: z.array(sessionInfo).max(MAX_LISTED_SESSIONS),
  nextCursor,
});
export type SessionPage = z.infer<typeof sessionPage>;

/** Output of `session.list`: the caller's own. */
export const ownSessions = z.array(sessionInfo).max(MAX_SESSIONS);

/** Input of `session.end` and `sessions.end`. */
export const endSessionInput = z.strictObject({ sessionId });
export type EndSessionInput = z.infer<typeof endSessionInput>;

/** Input of `sessions.endAll`: all sessions of a user, but the one in which is asked. */
export const endUserSessionsInput = z.strictObject({ userId });
export type EndUserSessionsInput = z.infer<typeof endUserSessionsInput>;

/** Output of `sessions.endAll`: how many there were. */
export const endedSessions = z.strictObject({ ended: z.int().nonnegative() });
export type EndedSessions = z.infer<typeof endedSessions>;

/** Input of `session.rename`: a name by which its user knows one of his sessions; empty for none. */
export const renameSessionInput = z.strictObject({ sessionId, name: textLine(100) });
export type RenameSessionInput = z.infer<typeof renameSessionInput>;
