import type { ModbusReadPlan } from '../../modbus/modbus-read-plan.ts';
import { createReadBlock, type PartTrouble, type ReadBlock, type ReadPart } from './read-block.ts';

/** A unit, its blocks, and what is known of how it answers. Times are monotonic, in milliseconds. */
export interface UnitHealth {
  readonly unitId: number;
  readonly blocks: readonly ReadBlock[];
  /** None of its requests is answered. */
  isDead: boolean;
  /** Why, while it is dead. */
  trouble: PartTrouble | undefined;
  /** Requests in a row that were not answered, since it is dead. */
  silences: number;
  askAgainAt: number;
  /** Requests in a row that were not answered and had been before. */
  missed: number;
  /** How long a request that it does not answer holds the line. */
  costMs: number;
}

/** So many answers in a row that had come before and do not come: the unit is dead, whatever else it was asked. */
const MISSED_OF_DEAD = 2;
/** A unit that answered is asked again so often at once, before pauses grow. */
const CHANCES = 1;
const GROWTH = 4;
// What is silent takes no more than a tenth of the line.
const LONGEST_PAUSE_COSTS = 10;
const LONGEST_PAUSE_MS = 10_000;

/** Makes the units that some plans read, all of them believed to answer. */
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

/** A part was answered, with whatever: its unit lives. */
export function noteAnswer(unit: UnitHealth, part: ReadPart): void {
  if (unit.isDead) revive(unit);
  unit.missed = 0;
  part.silences = 0;
  part.hasAnswered = true;
}

/** A unit that was dead answered: what answered before its death is asked again. */
export function revive(unit: UnitHealth): void {
  unit.isDead = false;
  unit.trouble = undefined;
  unit.silences = 0;
  unit.missed = 0;
  for (const part of partsOf(unit)) if (part.silences > 0 && part.hasAnswered) wake(part);
}

/** Everything is asked again as if it never had been: over a new connection, all may be well, or something else be silent. */
export function forgetSilence(unit: UnitHealth): void {
  revive(unit);
  for (const part of partsOf(unit)) wake(part);
}

/** A silence of a part, and what it cost. */
export interface Silence {
  readonly trouble: PartTrouble;
  readonly costMs: number;
  readonly nowMs: number;
}

/**
 * A part was not answered.
 *
 * @returns whether it was the first time after an answer: a sign that more than this part is gone
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
  // It lives, and does not answer for this: no sign of death any more when it is silent again.
  else if (part.silences > CHANCES) part.hasAnswered = false;
  return isMissed;
}

/** A unit that is dead was asked, and did not answer; or it died. */
export function noteDeath(unit: UnitHealth, { trouble, costMs, nowMs }: Silence): void {
  const hasAnswered = partsOf(unit).some((part) => part.hasAnswered);
  unit.isDead = true;
  unit.trouble = trouble;
  unit.silences++;
  unit.costMs = costMs;
  unit.askAgainAt = nowMs + pauseMs(unit.silences, hasAnswered, costMs);
}

/** The unit's answer came after its time: the line was held for longer than was thought. */
export function noteLateness(unit: UnitHealth, afterMs: number, nowMs: number): void {
  unit.costMs = Math.max(unit.costMs, afterMs);
  if (!unit.isDead) return;
  const hasAnswered = partsOf(unit).some((part) => part.hasAnswered);
  unit.askAgainAt = nowMs + pauseMs(unit.silences, hasAnswered, unit.costMs);
}

/** Whether a part answered until just before: it may have been a single loss. */
export function hasChance({ hasAnswered, silences }: ReadPart): boolean {
  return hasAnswered && silences <= CHANCES;
}

/** All parts of a unit's blocks. */
export function partsOf({ blocks }: UnitHealth): ReadPart[] {
  return blocks.flatMap(({ parts }) => parts);
}

/** Its unit may live and not have it any more: that it is silent again is no sign of death. */
function wake(part: ReadPart): void {
  part.hasAnswered = false;
  if (part.silences === 0) return;
  part.silences = 0;
  part.askAgainAt = 0;
  part.trouble = undefined;
}

/** What answered before has a chance at once; what never did is not waited for so soon. */
function pauseMs(silences: number, hasAnswered: boolean, costMs: number): number {
  const steps = hasAnswered ? silences - CHANCES - 1 : silences;
  if (steps < 0) return 0;
  const longest = Math.max(LONGEST_PAUSE_MS, LONGEST_PAUSE_COSTS * costMs);
  return Math.min(costMs * GROWTH ** steps, longest);
}
