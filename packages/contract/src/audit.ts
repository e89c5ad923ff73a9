import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { timeMs } from './time-ms.ts';

export const auditPermissions = ['audit.read'] as const;

const MAX_LISTED_ENTRIES = 200;
/** Most entries of an export. */
export const MAX_EXPORTED_ENTRIES = 100_000;

/** How an action ended. */
export const auditOutcome = z.enum([
  'done',
  /** A right was missing. */
  'denied',
  /** It was tried in vain, as a login by a wrong password. */
  'failed',
]);
export type AuditOutcome = z.infer<typeof auditOutcome>;

// PostgreSQL takes no text with a zero in it.
const word = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'expected a text without control characters');

/** Which entries of the audit log are asked for: those to which everything applies that is given. */
const filter = z.strictObject({
  /** The one entry of this id. */
  id: z.int().min(1).optional(),
  /** From this time on. */
  fromMs: timeMs.optional(),
  /** Before this time. */
  toMs: timeMs.optional(),
  /** Name that the user logs in by. */
  actor: word.optional(),
  action: word.optional(),
  resourceType: word.optional(),
  resourceId: word.optional(),
  outcome: auditOutcome.optional(),
  requestId: word.optional(),
});

const isForwards = ({ fromMs, toMs }: z.output<typeof filter>): boolean =>
  fromMs === undefined || toMs === undefined || fromMs < toMs;
const BACKWARDS = { message: 'expected a time after fromMs', path: ['toMs'] };

/** Input of an export: see `MAX_EXPORTED_ENTRIES`. */
export const auditFilter = filter.refine(isForwards, BACKWARDS);
export type AuditFilter = z.infer<typeof auditFilter>;

/** Input of `audit.list`: the newest first. */
export const listAuditInput = filter
  .extend({
    ...pageInput(MAX_LISTED_ENTRIES),
  })
  .refine(isForwards, BACKWARDS);
export type ListAuditInput = z.infer<typeof listAuditInput>;

const row = z.record(z.string(), z.unknown()).nullable();

/** An entry of the audit log. Secrets are masked as it is written. */
export const auditEntry = z.strictObject({
  id: z.int(),
  timeMs,
  /** The user who asked for it; null where no person did. */
  actorId: z.uuid().nullable(),
  /** Name that he logs in by; null where there is no such user any more. */
  actor: z.string().nullable(),
  action: z.string(),
  resourceType: z.string(),
  resourceId: z.string().nullable(),
  /** Name of the resource for people; null where nothing says so. */
  resourceName: z.string().nullable(),
  /** The row before an update or delete. */
  before: row,
  /** The row after an insert or update; details of an event. */
  after: row,
  changedColumns: z.array(z.string()).max(1_600),
  clientAddress: z.string().nullable(),
  sessionId: z.uuid().nullable(),
  keyId: z.uuid().nullable(),
  requestId: z.string().nullable(),
  outcome: auditOutcome,
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Output of `audit.list`. */
export const auditPage = z.strictObject({
  entries: z.array(auditEntry).max(MAX_LISTED_ENTRIES),
  nextCursor,
});
export type AuditPage = z.infer<typeof auditPage>;

/** Output of `audit.seals`: how far the log is chained. */
export const auditSeals = z.strictObject({
  /** When the newest seal was made; null before the first. */
  sealedAtMs: timeMs.nullable(),
  sealCount: z.int().nonnegative(),
  /** Entries that are in no seal yet. */
  unsealedCount: z.int().nonnegative(),
  /** When the oldest of them was written; null where there is none. */
  unsealedSinceMs: timeMs.nullable(),
});
export type AuditSeals = z.infer<typeof auditSeals>;

/** Why a log does not match its seals. */
export const sealProblem = z.enum([
  'seal_missing',
  'chain_broken',
  'rows_missing',
  'rows_changed',
  'rows_added',
]);
export type SealProblem = z.infer<typeof sealProblem>;

/** Output of `audit.verify`: the log compared with its seals. */
export const auditVerdict = z.strictObject({
  sealCount: z.int().nonnegative(),
  sealedCount: z.int().nonnegative(),
  unsealedCount: z.int().nonnegative(),
  /** First place at which they do not match; null where all of it does. */
  problem: z
    .strictObject({
      code: sealProblem,
      /** Null where a row is in no seal. */
      seal: z.int().nullable(),
      /** Ids of the first and the last entry of that seal, or of the one that is in none. */
      fromId: z.int(),
      toId: z.int(),
      sealedAtMs: timeMs.nullable(),
    })
    .nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdict>;
