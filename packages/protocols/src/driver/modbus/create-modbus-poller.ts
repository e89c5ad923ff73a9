import { setTimeout as delay } from 'node:timers/promises';
import { chooseProbe, type Probe } from './choose-probe.ts';
import { judgeAnswer } from './judge-answer.ts';
import { splitPart } from './read-block.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';
import {
  forgetSilence,
  noteDeath,
  noteLateness,
  noteSilence,
  revive,
  type Silence,
  type UnitHealth,
} from './unit-health.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { DriverHost } from '../driver.ts';
import type { ModbusEndpoint } from './line/modbus-endpoint.ts';
import type { AskOptions } from './line/modbus-line.ts';
import { pollBlock, type Heard, type ReaderContext } from './poll-block.ts';
import type { Link } from '../supervise-connection.ts';

/** Options of `createModbusPoller`. */
interface PollerSetup {
  readonly host: DriverHost;
  readonly link: Link;
  readonly endpoint: ModbusEndpoint;
  readonly units: readonly UnitHealth[];
  readonly pollIntervalMs: number;
  readonly options: Pick<AskOptions, 'timeoutMs' | 'acceptUnitIds' | 'acceptAnyTransactionId'>;
  /** Waits while the host's queue is full. */
  readonly untilReady: () => Promise<void>;
}

/** Missed answers in a row, of parts of any unit that had answered before, after which the connection is made anew. */
const MISSED_OF_DOUBTFUL_LINE = 3;
/** Silences in a row after which a line on which no unit answers counts as dead. */
const SILENCES_OF_DEAD_LINE = 3;
const BUSY_RETRIES = 3;
const LONGEST_BUSY_PAUSE_MS = 500;
/** A probe that held the line is followed by a pause of this many times its cost, in which others have the line. */
const PROBE_PAUSE_COSTS = 8;

/**
 * Makes a poller.
 *
 * @returns polls every block once; rejects with a ConnectionFailure when nothing answers over the connection any more
 */
export function createModbusPoller(setup: PollerSetup): () => Promise<void> {
  const { link, endpoint, units } = setup;
  const line = { wasHeard: false, silences: 0, missed: 0, silentSince: 0 };
  const context: ReaderContext = {
    host: setup.host,
    async ask(request) {
      if (line.silences === 0) line.silentSince = performance.now();
      const heard = await askPatiently(setup, request);
      if (heard.verdict.kind !== 'silent') answered();
      return heard;
    },
    silent(unit, part, heard) {
      const isMissed = noteSilence(unit, part, silenceOf(heard));
      endIfDead(isMissed, heard);
    },
  };
  const answered = (): void => {
    link.heard();
    line.silences = 0;
    line.missed = 0;
    // Parts that were silent before the first answer may have been silent because of the line.
    if (!line.wasHeard) units.forEach(forgetSilence);
    line.wasHeard = true;
  };
  const endIfDead = (isMissed: boolean, heard: Heard): void => {
    line.silences++;
    if (isMissed) line.missed++;
    const isDead =
      line.missed > MISSED_OF_DOUBTFUL_LINE ||
      (line.silences >= SILENCES_OF_DEAD_LINE && units.every((unit) => unit.isDead));
    if (isDead || line.missed === MISSED_OF_DOUBTFUL_LINE) endpoint.renew(line.silentSince);
    if (!isDead) return;
    const { trouble } = silenceOf(heard);
    throw new ConnectionFailure(trouble.reason, { status: trouble.status });
  };
  const probe = async ({ unit, block, part, cell }: Probe): Promise<void> => {
    const { silences } = line;
    if (cell === undefined) await pollBlock(context, unit, block, part);
    else await probeCell(context, { unit, block, part, cell }, (heard) => endIfDead(false, heard));
    const isSilent = line.silences > silences;
    // A unit that answers again is a sign that others do.
    endpoint.probesFrom = isSilent ? performance.now() + PROBE_PAUSE_COSTS * unit.costMs : 0;
  };
  const isQuiet = (): boolean =>
    units.length > 0 && units.every((unit) => unit.isDead) && endpoint.heardAt <= line.silentSince;
  const probeOne = async (): Promise<void> => {
    const nowMs = performance.now();
    const mayHoldLine = nowMs >= endpoint.probesFrom;
    const chosen = chooseProbe(units, { nowMs, isQuiet: isQuiet(), mayHoldLine });
    if (chosen === undefined) return;
    splitIfSilent(chosen, nowMs);
    if (chosen.block.parts.includes(chosen.part)) await probe(chosen);
  };
  return async () => {
    for (const unit of units) {
      for (const block of unit.blocks) {
        if (!unit.isDead) await pollBlock(context, unit, block);
      }
    }
    await probeOne();
    // Nobody answers: this round finds out whether the line is dead, since the next may be hours away.
    while (isQuiet()) await probeOne();
  };
}

/** Splits a part for which a living unit never answers: the unit may have a half of it. */
function splitIfSilent({ unit, block, part }: Probe, nowMs: number): void {
  if (unit.isDead || part.hasAnswered || part.silences < 2 || part.cells.length === 1) return;
  splitPart(block, part, nowMs);
}

async function probeCell(
  context: ReaderContext,
  { unit, block, part, cell }: Probe,
  silent: (heard: Heard) => void,
): Promise<void> {
  const heard = await context.ask(cell!);
  if (heard.verdict.kind === 'silent') {
    noteDeath(unit, silenceOf(heard));
    silent(heard);
    return;
  }
  revive(unit);
  splitPart(block, part, performance.now());
}

function silenceOf({ verdict, costMs }: Heard): Silence {
  if (verdict.kind === 'data') throw new Error('data are no silence');
  return { trouble: verdict, costMs, nowMs: performance.now() };
}

/** Asks a busy device again, within the interval. */
async function askPatiently(setup: PollerSetup, request: ReadRequest): Promise<Heard> {
  const { link, pollIntervalMs } = setup;
  for (let attempt = 0; ; attempt++) {
    const heard = await askOnce(setup, request);
    if (heard.verdict.kind !== 'busy' || attempt === BUSY_RETRIES) return heard;
    const pauseMs = Math.min(pollIntervalMs / 10, LONGEST_BUSY_PAUSE_MS);
    await delay(pauseMs, undefined, { signal: link.signal });
  }
}

async function askOnce(
  { host, link, endpoint, units, options, untilReady }: PollerSetup,
  request: ReadRequest,
): Promise<Heard> {
  await untilReady();
  const askedAt = performance.now();
  const answer = await endpoint.ask(request, {
    ...options,
    signal: link.signal,
    observer: {
      stray: (reason) => host.reject(reason),
      late(unitId, afterMs) {
        const unit = units.find((candidate) => candidate.unitId === unitId);
        if (unit !== undefined) noteLateness(unit, afterMs, performance.now());
      },
    },
  });
  if (answer.pdu === undefined) {
    const verdict = { kind: 'silent' as const, reason: answer.reason, status: answer.status };
    return { verdict, pdu: undefined, costMs: options.timeoutMs };
  }
  const verdict = judgeAnswer(answer.pdu, request);
  return { verdict, pdu: answer.pdu, costMs: performance.now() - askedAt };
}
