import { isBitFunction } from '../../modbus/function-code.ts';
import { extentOf } from '../../modbus/mark-missing.ts';
import type { ModbusReadPlan } from '../../modbus/modbus-read-plan.ts';
import type { Extent } from '../../modbus/partial-response.ts';
import { extentOfText } from '../../modbus/read-register-texts.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';

/** Why a part gives no data. */
export interface PartTrouble {
  readonly reason: string;
  /** Bad. */
  readonly status: number;
}

/** A request that reads a block, or a part of one. */
export interface ReadPart {
  readonly request: ReadRequest;
  /** Extents that may not be split, in order; counted from the block's first register or bit. */
  readonly cells: readonly Extent[];
  /** Whether it has answered, before it fell silent for good. */
  hasAnswered: boolean;
  /** Unanswered requests in a row. */
  silences: number;
  /** Time from which a silent part may be asked again; monotonic, in milliseconds. */
  askAgainAt: number;
  /** Whether the device says that it does not have this part. */
  isRefused: boolean;
  /** Why it gives no data; undefined when it does. */
  trouble: PartTrouble | undefined;
}

/**
 * The registers or bits of one plan. One request reads them, until the device refuses it. Then the block is halved until the part that
 * the device does not have stands alone, and the split is remembered.
 */
export interface ReadBlock {
  readonly plan: number;
  readonly request: ReadRequest;
  parts: ReadPart[];
  /** Time at which a split block is asked as a whole again; monotonic, in milliseconds. */
  wholeAgainAt: number;
  wholeRefusals: number;
  /** Rounds in a row in which the device was busy to the end. */
  busyRounds: number;
  /** Time of its last data, microseconds since 1970. */
  heardUs: number | undefined;
  /** Status of the mark in its tags; undefined when data came since. */
  markedStatus: number | undefined;
}

const FIRST_WHOLE_AGAIN_MS = 30_000;
const LONGEST_WHOLE_AGAIN_MS = 600_000;

/** Makes the block of a plan, to be read as a whole. */
export function createReadBlock(readPlan: ModbusReadPlan, plan: number): ReadBlock {
  const { request } = readPlan;
  return {
    plan,
    request,
    parts: [partOf(request, cellsOf(readPlan))],
    wholeAgainAt: Infinity,
    wholeRefusals: 0,
    busyRounds: 0,
    heardUs: undefined,
    markedStatus: undefined,
  };
}

/** The part that is the whole block, as if it had never been asked. */
export function wholePart({ request, parts }: ReadBlock): ReadPart {
  return partOf(
    request,
    parts.flatMap(({ cells }) => cells),
  );
}

/** Makes the request for one value of a part: it shows whether a unit lives that does not answer for the part. */
export function cellRequest(block: ReadBlock, { cells }: ReadPart, number: number): ReadRequest {
  return partOf(block.request, [cells[number % cells.length]!]).request;
}

/** Replaces a part by its two halves; the halves of a silent part are asked one at a time, in later rounds. */
export function splitPart(block: ReadBlock, part: ReadPart, nowMs: number): void {
  const middle = Math.ceil(part.cells.length / 2);
  const halves = [part.cells.slice(0, middle), part.cells.slice(middle)].map((cells) => ({
    ...partOf(block.request, cells),
    silences: Math.min(part.silences, 1),
    trouble: part.trouble,
  }));
  block.parts.splice(block.parts.indexOf(part), 1, ...halves);
  if (block.wholeAgainAt === Infinity) postponeWhole(block, nowMs);
}

/** Postpones the next request for the whole block, which was refused again; the pauses double. */
export function postponeWhole(block: ReadBlock, nowMs: number): void {
  const pauseMs = FIRST_WHOLE_AGAIN_MS * 2 ** block.wholeRefusals++;
  block.wholeAgainAt = nowMs + Math.min(pauseMs, LONGEST_WHOLE_AGAIN_MS);
}

/** Makes one request read the block again. */
export function joinParts(block: ReadBlock): void {
  block.parts = [wholePart(block)];
  block.wholeAgainAt = Infinity;
  block.wholeRefusals = 0;
}

function partOf(block: ReadRequest, cells: readonly Extent[]): ReadPart {
  const { first } = cells[0]!;
  const { end } = cells.at(-1)!;
  return {
    request: { ...block, address: block.address + first, quantity: end - first },
    cells,
    hasAnswered: false,
    silences: 0,
    askAgainAt: 0,
    isRefused: false,
    trouble: undefined,
  };
}

/** Gives the extents of the tags; those that share registers are one. */
function cellsOf({ request, groups, texts }: ModbusReadPlan): Extent[] {
  const isBits = isBitFunction(request.functionCode);
  const extents = groups
    .flatMap((group) => Array.from(group.tags, (_, index) => extentOf(group, index, isBits)))
    .concat(texts.map(extentOfText))
    .toSorted((one, other) => one.first - other.first);
  const cells: Extent[] = [];
  for (const { first, end } of extents) {
    const last = cells.at(-1);
    if (last === undefined || first >= last.end) cells.push({ first, end });
    else cells[cells.length - 1] = { first: last.first, end: Math.max(last.end, end) };
  }
  return cells;
}
