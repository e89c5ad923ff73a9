import type { ModbusReadPlan } from '../../modbus/modbus-read-plan.ts';
import { createReadBlock, type PartTrouble, type ReadBlock, type ReadPart } from './read-block.ts';

/** A unit, its blocks, and how it has answered. Times are monotonic, in milliseconds. */
export interface UnitHealth {
  readonly unitId: number;
  readonly blocks: readonly ReadBlock[];
  /** Whether none of its requests is answered. */
  isDead: boolean;
  /** The reason while it is dead. */
  trouble: PartTrouble | undefined;
  /** Unanswered requests in a row since it is dead. */
  silences: number;
  askAgainAt: number;
  /** Unanswered requests in a row whose parts had answered before. */
  missed: number;
  /** Time for which an unanswered request holds the line. */
  costMs: number;
}

/** Missed answers in a row, of parts that had answered before, after which a unit counts as dead. */
const MISSED_OF_DEAD = 2;
/** Immediate repetitions for a part that has answered before; then the pauses grow. */
const CHANCES = 1;
const GROWTH = 4;
// A silent part takes a tenth of the line's time at most.
const LONGEST_PAUSE_COSTS = 10;
const LONGEST_PAUSE_MS = 10_000;

/** Makes the units that some plans read; each is assumed to answer. */
export function createUnits(plans: readonly ModbusReadPlan[]): UnitHealth[] {
  const blocks = plans.map(createReadBlock);
  return [...Map.groupBy(blocks, ({ request }) => request.unitId)].map(([unitId, ofUnit]) => ({
    unitId,
    blocks: ofUnit,
    isDead: false,
    trouble: undefined,
    silences: 0,
    askAgainAt: 0,
    missed: 0,
    costMs: 0,
  }));
}

/** Notes an answer of any kind to a part: its unit lives. */
export function noteAnswer(unit: UnitHealth, part: ReadPart): void {
  if (unit.isDead) revive(unit);
  unit.missed = 0;
  part.silences = 0;
  part.hasAnswered = true;
}

/** Notes that a dead unit answered: the parts that answered before its death are asked again. */
export function revive(unit: UnitHealth): void {
  unit.isDead = false;
  unit.trouble = undefined;
  unit.silences = 0;
  unit.missed = 0;
  for (const part of partsOf(unit)) if (part.silences > 0 && part.hasAnswered) wake(part);
}

/** Forgets all silence: a new connection may answer everything, or be silent for other parts. */
export function forgetSilence(unit: UnitHealth): void {
  revive(unit);
  for (const part of partsOf(unit)) wake(part);
}

/** An unanswered request, and the time that it cost. */
export interface Silence {
  readonly trouble: PartTrouble;
  readonly costMs: number;
  readonly nowMs: number;
}

/**
 * Notes that a part was not answered.
 *
 * @returns whether it is the first time after an answer: a sign that more than this part is gone
 */
export function noteSilence(unit: UnitHealth, part: ReadPart, silence: Silence): boolean {
  const { trouble, costMs, nowMs } = silence;
  const isMissed = part.hasAnswered && part.silences === 0;
  unit.costMs = costMs;
  part.trouble = trouble;
  part.silences++;
  part.askAgainAt = nowMs + pauseMs(part.silences, part.hasAnswered, costMs);
  if (isMissed) unit.missed++;
  const isDead =
    unit.missed >= MISSED_OF_DEAD ||
    partsOf(unit).every(({ silences, isRefused }) => silences > 0 || isRefused);
  if (isDead) noteDeath(unit, silence);
  // The unit lives without answering for this part: its next silence is no sign of death.
  else if (part.silences > CHANCES) part.hasAnswered = false;
  return isMissed;
}

/** Notes that a unit died, or that a dead unit did not answer. */
export function noteDeath(unit: UnitHealth, { trouble, costMs, nowMs }: Silence): void {
  const hasAnswered = partsOf(unit).some((part) => part.hasAnswered);
  unit.isDead = true;
  unit.trouble = trouble;
  unit.silences++;
  unit.costMs = costMs;
  unit.askAgainAt = nowMs + pauseMs(unit.silences, hasAnswered, costMs);
}

/** Notes a late answer of a unit: it held the line for longer than its time-out. */
export function noteLateness(unit: UnitHealth, afterMs: number, nowMs: number): void {
  unit.costMs = Math.max(unit.costMs, afterMs);
  if (!unit.isDead) return;
  const hasAnswered = partsOf(unit).some((part) => part.hasAnswered);
  unit.askAgainAt = nowMs + pauseMs(unit.silences, hasAnswered, unit.costMs);
}

/** Whether a part answered until its last request: the silence may be a single loss. */
export function hasChance({ hasAnswered, silences }: ReadPart): boolean {
  return hasAnswered && silences <= CHANCES;
}

/** All parts of a unit's blocks. */
export function partsOf({ blocks }: UnitHealth): ReadPart[] {
  return blocks.flatMap(({ parts }) => parts);
}

/** Makes a part due. Its unit may live without having the part any more, so its silence is no sign of death. */
function wake(part: ReadPart): void {
  part.hasAnswered = false;
  if (part.silences === 0) return;
  part.silences = 0;
  part.askAgainAt = 0;
  part.trouble = undefined;
}

/** A part that has answered is asked again at once; one that never has waits from the first silence on. */
function pauseMs(silences: number, hasAnswered: boolean, costMs: number): number {
  const steps = hasAnswered ? silences - CHANCES - 1 : silences;
  if (steps < 0) return 0;
  const longest = Math.max(LONGEST_PAUSE_MS, LONGEST_PAUSE_COSTS * costMs);
  return Math.min(costMs * GROWTH ** steps, longest);
}
