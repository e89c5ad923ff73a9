import type { Verdict } from './judge-answer.ts';
import { packPartialResponse, type MissingRange } from '../../modbus/partial-response.ts';
import {
  joinParts,
  postponeWhole,
  splitPart,
  wholePart,
  type ReadBlock,
  type ReadPart,
} from './read-block.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';
import { noteAnswer, type UnitHealth } from './unit-health.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { NO_PAYLOAD, type DriverHost } from '../driver.ts';

/** The outcome of a request, and its meaning. */
export interface Heard {
  readonly verdict: Verdict;
  /** The answer; undefined when there was none. */
  readonly pdu: Uint8Array | undefined;
  /** Time for which the line was held, in milliseconds. */
  readonly costMs: number;
}

/** Services of the poller. */
export interface ReaderContext {
  readonly host: DriverHost;
  /** Sends a request, and sends it again while the device is busy. */
  ask(request: ReadRequest): Promise<Heard>;
  /** Notes that a part did not answer. */
  silent(unit: UnitHealth, part: ReadPart, heard: Heard): void;
}

/** Most splits in one round, while the registers that a device lacks are searched. */
const MOST_SPLITS = 32;
/** Most refused parts that are asked again together with the whole block. */
const MOST_ASKED_AGAIN = 8;
/** Rounds in a row for which a device may be busy before its values are Bad. */
const BUSY_ROUNDS = 2;

/** Polls a block: all parts that are assumed to answer, or the one that is given. */
export async function pollBlock(
  context: ReaderContext,
  unit: UnitHealth,
  block: ReadBlock,
  only?: ReadPart,
): Promise<void> {
  if (only === undefined && performance.now() >= block.wholeAgainAt) {
    await readWhole(context, block);
  }
  const heard = new Map<ReadPart, Heard>();
  let splits = 0;
  for (let at = 0; at < block.parts.length && (only !== undefined || !unit.isDead);) {
    const part = block.parts[at]!;
    if (!isAsked(block, part, only)) {
      at++;
      continue;
    }
    const answer = await context.ask(part.request);
    note(context, unit, part, answer);
    const isDivisible = answer.verdict.kind === 'refused' && part.cells.length > 1;
    if (isDivisible && splits++ < MOST_SPLITS) {
      splitPart(block, part, performance.now());
      continue;
    }
    heard.set(part, answer);
    at++;
  }
  // In a split block, a part that answers again is delivered with the others in the next round.
  if (heard.size > 0 && (only === undefined || block.parts.length === 1)) {
    deliver(context, block, heard);
  }
  if (unit.isDead) markUnit(context.host, unit);
}

/** Marks all tags of a dead unit: none of its values stays Good. */
function markUnit(host: DriverHost, { blocks, trouble }: UnitHealth): void {
  for (const block of blocks) markBlock(host, block, trouble!.status);
}

/** Asks a split block as a whole: a device that has changed may have all of it again, or a refused part. */
async function readWhole(context: ReaderContext, block: ReadBlock): Promise<void> {
  const { verdict } = await context.ask(wholePart(block).request);
  let isChanged = verdict.kind === 'data';
  const refused = block.parts.filter(({ isRefused }) => isRefused).slice(0, MOST_ASKED_AGAIN);
  for (const part of refused) {
    if (isChanged) break;
    const again = await context.ask(part.request);
    isChanged = again.verdict.kind === 'data';
  }
  if (isChanged) joinParts(block);
  else postponeWhole(block, performance.now());
}

function isAsked({ parts }: ReadBlock, part: ReadPart, only: ReadPart | undefined): boolean {
  if (only !== undefined) return part === only;
  if (part.silences > 0) return false;
  // A block of one part is always asked. A refused part that could be halved was left because of `MOST_SPLITS`.
  return !part.isRefused || parts.length === 1 || part.cells.length > 1;
}

function note(context: ReaderContext, unit: UnitHealth, part: ReadPart, heard: Heard): void {
  const { verdict } = heard;
  if (verdict.kind === 'silent') {
    context.silent(unit, part, heard);
    return;
  }
  noteAnswer(unit, part);
  part.isRefused = verdict.kind === 'refused';
  part.trouble = verdict.kind === 'data' ? undefined : verdict;
}

function deliver(
  context: ReaderContext,
  block: ReadBlock,
  heard: ReadonlyMap<ReadPart, Heard>,
): void {
  const isBusy = [...heard.values()].some(({ verdict }) => verdict.kind === 'busy');
  block.busyRounds = isBusy ? block.busyRounds + 1 : 0;
  if (isBusy && block.busyRounds < BUSY_ROUNDS) return;
  const [part] = block.parts;
  if (block.parts.length === 1) deliverWhole(context, block, heard.get(part!)!);
  else deliverParts(context, block, heard);
}

function deliverWhole({ host }: ReaderContext, block: ReadBlock, { verdict, pdu }: Heard): void {
  if (verdict.kind !== 'data' && pdu === undefined) {
    markBlock(host, block, verdict.status);
    return;
  }
  if (verdict.kind === 'data') noteData(host, block);
  // The decoder turns an answer without data into marks, and counts it.
  else block.markedStatus = verdict.status;
  host.push({
    plan: block.plan,
    receivedUs: host.nowUs(),
    status: StatusCode.good,
    payload: pdu!,
  });
}

/** Delivers one frame with the parts that came, and the status of those that did not. */
function deliverParts(
  { host }: ReaderContext,
  block: ReadBlock,
  heard: ReadonlyMap<ReadPart, Heard>,
): void {
  const parts = [];
  const missing: MissingRange[] = [];
  for (const part of block.parts) {
    const range = {
      first: part.request.address - block.request.address,
      count: part.request.quantity,
    };
    const verdict = heard.get(part)?.verdict;
    if (verdict?.kind === 'data') parts.push({ ...range, data: verdict.data });
    else {
      const status = part.trouble?.status ?? StatusCode.badTimeout;
      missing.push({ ...range, status });
    }
  }
  if (parts.length === 0) {
    markBlock(host, block, missing[0]!.status);
    return;
  }
  noteData(host, block);
  const payload = packPartialResponse(block.request, { parts, missing });
  host.push({ plan: block.plan, receivedUs: host.nowUs(), status: StatusCode.good, payload });
}

function noteData(host: DriverHost, block: ReadBlock): void {
  block.heardUs = host.nowUs();
  block.markedStatus = undefined;
}

/** Marks all tags of a block, once for each status. */
function markBlock(host: DriverHost, block: ReadBlock, status: number): void {
  if (block.markedStatus === status) return;
  const receivedUs = block.heardUs ?? host.nowUs();
  const isTaken = host.push({ plan: block.plan, receivedUs, status, payload: NO_PAYLOAD });
  if (isTaken) block.markedStatus = status;
}
