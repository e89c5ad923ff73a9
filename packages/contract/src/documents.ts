import { z } from 'zod';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

/** Most moves that are told of one document, the newest first. */
export const MAX_TOLD_MOVES = 200;
const MAX_CHOICES = 20;

/** A question to whoever takes a transition: why, or the day on which it happened. */
const transitionAsks = z.enum(['nothing', 'reason', 'day']);
export type TransitionAsks = z.infer<typeof transitionAsks>;

/** Why a transition was taken, in words of who took it. */
export const moveReason = textLine(1_000);

/** A day of the calendar: `2026-11-30`. */
export const isoDay = z.iso.date();

/** A step in the life of a document. */
export const documentMove = z.strictObject({
  /** Name of the transition; `create` for a new document, `set` for what a migration did. */
  transition: z.string(),
  /** Null for a new document. */
  fromState: z.string().nullable(),
  toState: z.string(),
  reason: z.string(),
  movedAtMs: timeMs,
  /** Null where no person did it. */
  movedByName: z.string().nullable(),
});
export type DocumentMove = z.infer<typeof documentMove>;

/** A transition that the caller has the right to take from the present state. */
export const documentChoice = z.strictObject({
  transition: z.string(),
  toState: z.string(),
  asks: transitionAsks,
  /** No transition leads back. */
  isFinal: z.boolean(),
  /** `four_eyes`: the caller brought it into this state, so somebody else has to. */
  blockedBy: z.enum(['four_eyes']).nullable(),
});
export type DocumentChoice = z.infer<typeof documentChoice>;

/** Parts of the details of every document: its life. */
export const documentParts = {
  /** Whether its row may be changed. */
  isOpen: z.boolean(),
  /** Transitions for the caller, and nobody else. */
  choices: z.array(documentChoice).max(MAX_CHOICES),
  /** Newest first. */
  moves: z.array(documentMove).max(MAX_TOLD_MOVES),
};
