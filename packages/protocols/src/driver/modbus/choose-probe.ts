import { cellRequest, type ReadBlock, type ReadPart } from './read-block.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';
import { hasChance, type UnitHealth } from './unit-health.ts';

/** A request to a silent unit or part, to see whether it answers again. */
export interface Probe {
  readonly unit: UnitHealth;
  readonly block: ReadBlock;
  readonly part: ReadPart;
  /** One value of the part instead of all of it; undefined for the whole part. */
  readonly cell: ReadRequest | undefined;
}

/** Conditions of a choice. */
interface ProbeConditions {
  /** Monotonic, in milliseconds. */
  readonly nowMs: number;
  /** Whether no unit answers: a pause would spare nobody then. */
  readonly isQuiet: boolean;
  /** Whether a silent part may hold the line; else only a part that has just answered is asked. */
  readonly mayHoldLine: boolean;
}

interface Candidate extends Probe {
  readonly askAgainAt: number;
  readonly hasChance: boolean;
}

/** Chooses the probe that was due first; undefined when none is. A round has one at most: each may hold the line for its time-out. */
export function chooseProbe(
  units: readonly UnitHealth[],
  { nowMs, isQuiet, mayHoldLine }: ProbeConditions,
): Probe | undefined {
  const due = units
    .flatMap((unit) => (unit.isDead ? [ofDead(unit)] : ofParts(unit)))
    .filter(
      (candidate) =>
        isQuiet || (candidate.askAgainAt <= nowMs && (mayHoldLine || candidate.hasChance)),
    );
  return due.toSorted((one, other) => one.askAgainAt - other.askAgainAt)[0];
}

/** Probes a dead unit: first the parts that were not asked yet, then another part each time, since the device may not have the first. */
function ofDead(unit: UnitHealth): Candidate {
  const parts = partsOf(unit);
  const unasked = parts.find(({ part }) => part.silences === 0 && !part.isRefused);
  const { block, part } = unasked ?? parts[unit.silences % parts.length]!;
  const turn = Math.floor(unit.silences / parts.length);
  // A device may stay silent for a range when it lacks a part of it.
  const isOne = part.cells.length > 1 && !part.hasAnswered && turn % 2 === 1;
  return {
    unit,
    block,
    part,
    cell: isOne ? cellRequest(block, part, turn >> 1) : undefined,
    askAgainAt: unit.askAgainAt,
    hasChance: parts.some(({ part }) => hasChance(part)),
  };
}

function ofParts(unit: UnitHealth): Candidate[] {
  return partsOf(unit)
    .filter(({ part }) => part.silences > 0)
    .map(({ block, part }) => ({
      unit,
      block,
      part,
      cell: undefined,
      askAgainAt: part.askAgainAt,
      hasChance: hasChance(part),
    }));
}

function partsOf({ blocks }: UnitHealth): { block: ReadBlock; part: ReadPart }[] {
  return blocks.flatMap((block) => block.parts.map((part) => ({ block, part })));
}
