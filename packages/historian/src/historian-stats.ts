import type { Clock } from './clock.ts';
import type { HistorianStats } from './historian.ts';
import type { RecordStreams } from './record/record-streams.ts';
import type { RunningSource } from './running-source.ts';
import type { Outbox } from './sink/outbox.ts';
import type { Spool } from './spool/spool.ts';
import type { TagList } from './tag-list.ts';
import type { Counters } from './write/counters.ts';
import type { Pipeline } from './write/pipeline.ts';
import type { SetAside } from './write/set-aside.ts';

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
  return {
    sources: list.sources.flatMap(({ definition, isRemoved }, number) => {
      if (isRemoved) return [];
      const source = running.get(number);
      return {
        definition,
        // Between its place in the list and its start.
        state: source?.state ?? 'connecting',
        stateReason: source?.stateReason,
        counters: counters.of(number),
        lastFrameUs: source?.lastFrameUs,
        lastError: counters.lastError(number),
      };
    }),
    latencyMs: pipeline.latency.quantiles(),
    spool: spool.stats(),
    sinks: outbox.stats(),
    records: records.stats(),
    framesSetAside: setAside.count,
    clock: clock.stats(),
  };
}
