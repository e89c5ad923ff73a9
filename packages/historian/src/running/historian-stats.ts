import type { Clock } from './clock.ts';
import type { HistorianStats, SourceStats } from '../historian.ts';
import type { RecordStreams } from '../record/record-streams.ts';
import type { RunningSource } from './running-source.ts';
import type { Outbox } from '../sink/outbox.ts';
import type { Spool } from '../spool/spool.ts';
import type { TagList } from '../tags/tag-list.ts';
import type { Counters } from '../pipeline/counters.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { SetAside } from '../pipeline/set-aside.ts';

/** What tells how a historian is doing. */
export interface HistorianParts {
  readonly counters: Counters;
  readonly pipeline: Pipeline;
  readonly spool: Spool;
  readonly outbox: Outbox;
  readonly records: RecordStreams;
  readonly setAside: SetAside;
  readonly clock: Clock;
}

/** Asks all of them. @param running - by the number of the source */
export function collectStats(
  list: TagList,
  running: ReadonlyMap<number, RunningSource>,
  parts: HistorianParts,
): HistorianStats {
  const { counters, pipeline, spool, outbox, records, setAside, clock } = parts;
  const sinks = outbox.stats();
  const held = whyHeld(spool.stats(), sinks);
  return {
    sources: list.sources.flatMap(({ definition, isRemoved }, number) => {
      if (isRemoved) return [];
      const source = running.get(number);
      return {
        definition,
        // Between its place in the list and its start.
        ...stateOf(source, held),
        counters: counters.of(number),
        lastFrameUs: source?.lastFrameUs,
        lastError: counters.lastError(number),
      };
    }),
    latencyMs: pipeline.latency.quantiles(),
    spool: spool.stats(),
    sinks,
    records: records.stats(),
    framesSetAside: setAside.count,
    clock: clock.stats(),
  };
}

/** A source that is connected, and cannot pass on what comes, is in trouble. */
function stateOf(
  source: RunningSource | undefined,
  held: string | undefined,
): Pick<SourceStats, 'state' | 'stateReason'> {
  const state = source?.state ?? 'connecting';
  const isHeld = held !== undefined && state === 'connected';
  if (isHeld) return { state: 'degraded', stateReason: held };
  return { state, stateReason: source?.stateReason };
}

/** Why sources have to wait; undefined where they need not. */
function whyHeld(
  { isFull, bytes }: HistorianStats['spool'],
  sinks: HistorianStats['sinks'],
): string | undefined {
  if (!isFull) return undefined;
  const slowest = sinks.toSorted((one, other) => other.waitingBlocks - one.waitingBlocks)[0]!;
  const { name, waitingBlocks, lastError } = slowest;
  const reason = lastError === undefined ? '' : `: ${lastError.message}`;
  return `the spool is full (${bytes} bytes), and takes no more until the sink ${name} has taken some of the ${waitingBlocks} blocks that wait for it${reason}`;
}
