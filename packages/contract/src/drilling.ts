import { z } from 'zod';
import { documentParts, isoDay, moveReason } from './documents.ts';
import { nextCursor, pageInput } from './page.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';
import { version } from './version.ts';

const MAX_LISTED_PROGRAMS = 200;
/** Most wells that one answer lists. */
export const MAX_LISTED_WELLS = 10_000;
const MAX_DEPTH_FT = 60_000;
const MAX_DAYS = 3_650;
const MAX_BUDGET = 99_999_999_999;

const id = z.uuid().toLowerCase();

/** How far a drilling program is. */
export const programState = z.enum([
  'draft',
  'submitted',
  'approved',
  'in_progress',
  'completed',
  'cancelled',
]);
export type ProgramState = z.infer<typeof programState>;

/** Transitions in the life of a drilling program. */
export const programTransition = z.enum([
  'submit',
  'discard',
  'return',
  'approve',
  'start',
  'complete',
  'cancel',
]);
export type ProgramTransition = z.infer<typeof programTransition>;

/** A drilling program in a list. */
const drillingProgram = z.strictObject({
  id,
  /** Given with the approval; null before. */
  documentNumber: z.string().nullable(),
  wellId: id,
  wellName: z.string(),
  name: z.string(),
  rigName: z.string(),
  contractor: z.string(),
  state: programState,
  /** Along the hole. */
  plannedDepthFt: z.number(),
  plannedDays: z.number().nullable(),
  plannedStartOn: isoDay.nullable(),
  startedOn: isoDay.nullable(),
  finishedOn: isoDay.nullable(),
  budget: z.number().nullable(),
  /** ISO 4217; null without a budget. */
  currency: z.string().nullable(),
  version,
});
export type DrillingProgram = z.infer<typeof drillingProgram>;

/** Output of `drilling.programs.get`. */
export const drillingProgramDetail = z.strictObject({
  ...drillingProgram.shape,
  createdAtMs: timeMs,
  /** The locked program that this one corrects. */
  corrects: z.strictObject({ id, documentNumber: z.string().nullable() }).nullable(),
  ...documentParts,
});
export type DrillingProgramDetail = z.infer<typeof drillingProgramDetail>;

/** Input of `drilling.programs.list`: programs, those made last first. */
export const listProgramsInput = z.strictObject({
  /** Part of the number, the name, the well, the rig or the contractor. */
  search: textLine(200).default(''),
  state: programState.optional(),
  ...pageInput(MAX_LISTED_PROGRAMS),
});
export type ListProgramsInput = z.infer<typeof listProgramsInput>;

/** Output of `drilling.programs.list`. */
export const programPage = z.strictObject({
  programs: z.array(drillingProgram).max(MAX_LISTED_PROGRAMS),
  nextCursor,
});
export type ProgramPage = z.infer<typeof programPage>;

/** Output of `drilling.wells`: wells that the caller may write programs for, by name. */
export const wellList = z.strictObject({
  wells: z.array(z.strictObject({ id, name: z.string() })).max(MAX_LISTED_WELLS),
  /** Whether there are more than an answer lists. */
  isCut: z.boolean(),
});
export type WellList = z.infer<typeof wellList>;

/** Input of procedures about one program. */
export const oneProgramInput = z.strictObject({ programId: id });
export type OneProgramInput = z.infer<typeof oneProgramInput>;

const content = {
  name: textLine(200).min(1),
  rigName: textLine(200).default(''),
  contractor: textLine(200).default(''),
  plannedDepthFt: z.number().positive().max(MAX_DEPTH_FT),
  plannedDays: z.number().positive().max(MAX_DAYS).nullable().default(null),
  plannedStartOn: isoDay.nullable().default(null),
  budget: z.number().nonnegative().max(MAX_BUDGET).nullable().default(null),
  /** Asked for with a budget. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected the three letters of a currency')
    .nullable()
    .default(null),
};

const hasCurrency = (given: { budget: number | null; currency: string | null }): boolean =>
  (given.budget === null) === (given.currency === null);
const CURRENCY_FAULT = {
  path: ['currency'],
  error: 'expected a currency with a budget, and none without',
};

/** Input of `drilling.programs.create`. */
export const createProgramInput = z
  .strictObject({ wellId: id, ...content })
  .refine(hasCurrency, CURRENCY_FAULT);
export type CreateProgramInput = z.infer<typeof createProgramInput>;

/** Input of `drilling.programs.update`: all that a draft says. */
export const updateProgramInput = z
  .strictObject({ programId: id, expectedVersion: version, ...content })
  .refine(hasCurrency, CURRENCY_FAULT);
export type UpdateProgramInput = z.infer<typeof updateProgramInput>;

/** Input of `drilling.programs.move`. */
export const moveProgramInput = z.strictObject({
  programId: id,
  expectedVersion: version,
  transition: programTransition,
  /** Asked for by `return` and `cancel`. */
  reason: moveReason.default(''),
  /** Asked for by `start` and `complete`: the day of the spud, or of the release of the rig. */
  day: isoDay.optional(),
});
export type MoveProgramInput = z.infer<typeof moveProgramInput>;
