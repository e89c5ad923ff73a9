import { cellRequest, type ReadBlock, type ReadPart } from './read-block.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';
import { hasChance, type UnitHealth } from './unit-health.ts';

/** What is asked of what was silent, to see whether it answers again. */
export interface Probe {
  readonly unit: UnitHealth;
  readonly block: ReadBlock;
  readonly part: ReadPart;
  /** One value of the part instead of all of it; undefined for the whole part. */
  readonly cell: ReadRequest | undefined;
}

/** What a choice depends on. */
interface ProbeConditions {
  /** Monotonic, in milliseconds. */
  readonly nowMs: number;
  /** Nobody answers: no pause spares anybody anything. */
  readonly isQuiet: boolean;
  /** The line may be held by what is silent; else only what answered just before has its chance. */
  readonly mayHoldLine: boolean;
}

interface Candidate extends Probe {
  readonly askAgainAt: number;
  readonly hasChance: boolean;
}

/** Chooses what was due first; undefined when nothing is. At most one is asked in a round: each may hold the line for its time. */
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

/** Of a dead unit, what was not asked yet, then another part each time: the device may not have the first. */
function ofDead(unit: UnitHealth): Candidate {
  const places = placesOf(unit);
  const unasked = places.find(({ part }) => part.silences === 0 && !part.isRefused);
  const { block, part } = unasked ?? places[unit.silences % places.length]!;
  const turn = Math.floor(unit.silences / places.length);
  // A device may be silent for a range that it does not have all of.
  const isOne = part.cells.length > 1 && !part.hasAnswered && turn % 2 === 1;
  return {
    unit,
    block,
    part,
    cell: isOne ? cellRequest(block, part, turn >> 1) : undefined,
    askAgainAt: unit.askAgainAt,
    hasChance: places.some((place) => hasChance(place.part)),
  };
}

function ofParts(unit: UnitHealth): Candidate[] {
  return placesOf(unit)
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

function placesOf({ blocks }: UnitHealth): { block: ReadBlock; part: ReadPart }[] {
  return blocks.flatMap((block) => block.parts.map((part) => ({ block, part })));
}
