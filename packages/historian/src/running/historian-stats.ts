import type { ConnectionState, SourceDefinition } from '@varve/protocols';
import type { Clock, ClockStats } from './clock.ts';
import type { RecordStreamStats } from '../record/record-stream.ts';
import type { RecordStreams } from '../record/record-streams.ts';
import type { RunningSource } from './running-source.ts';
import type { SinkStats } from '../sink/delivery.ts';
import type { Outbox } from '../sink/outbox.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpoolStats } from '../spool/spool-stats.ts';
import type { TagList } from '../tags/tag-list.ts';
import type { Counters, SourceCounters, SourceError } from '../pipeline/counters.ts';
import type { LatencyQuantiles } from '../pipeline/latency-meter.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { SetAside } from '../pipeline/set-aside.ts';

/** How one source is doing. */
export interface SourceStats {
  readonly definition: SourceDefinition;
  readonly state: ConnectionState;
  /** Why, where it is not as it should be. */
  readonly stateReason: string | undefined;
  readonly counters: SourceCounters;
  readonly lastFrameUs: number | undefined;
  readonly lastError: SourceError | undefined;
}

/** How a historian is doing. */
export interface HistorianStats {
  readonly sources: readonly SourceStats[];
  /**
   * From the arrival of a frame to its committed rows, over the last minute. What waits longer counts with the time that it has waited;
   * undefined where nothing waits, and nothing was committed.
   */
  readonly latencyMs: LatencyQuantiles | undefined;
  readonly spool: SpoolStats;
  /** The database, named `postgres`, and then the others in the order of their definitions. */
  readonly sinks: readonly SinkStats[];
  /** In the order of their opening. */
  readonly records: readonly RecordStreamStats[];
  /** Frames that no thread survived: they are in `frames-set-aside.jsonl`. */
  readonly framesSetAside: number;
  readonly clock: ClockStats;
}

/** Parts that tell how a historian is doing. */
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
    latencyMs: pipeline.latencyMs(sinks[0]!.oldestUs),
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
  // A sink that fails is the reason, however many blocks wait for another at the moment.
  const slowest = sinks.toSorted(
    (one, other) =>
      Number(other.isFailing) - Number(one.isFailing) || other.waitingBlocks - one.waitingBlocks,
  )[0]!;
  const { name, waitingBlocks, lastError } = slowest;
  const reason = lastError === undefined ? '' : `: ${lastError.message}`;
  return `the spool is full (${bytes} bytes), and takes no more until the sink ${name} has taken some of the ${waitingBlocks} blocks that wait for it${reason}`;
}
