import { redactText } from '@varve/db';
import {
  loadDrivers,
  pushOutage,
  StatusCode,
  type ConnectionState,
  type DriverStarter,
  type Frame,
  type SourceChange,
  type SourceDefinition,
} from '@varve/protocols';
import type { HistorianEvent } from '../historian-event.ts';
import type { SourceEntry, TagList } from '../tags/tag-list.ts';
import type { Counters } from '../pipeline/counters.ts';
import type { SourceReceipt } from '../pipeline/held-log.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** A source whose driver is at work. */
export interface RunningSource {
  readonly state: ConnectionState;
  /** Why, where it is not as it should be. */
  readonly stateReason: string | undefined;
  /** Microseconds since 1970 of the newest frame that had something in it. */
  readonly lastFrameUs: number | undefined;
  /**
   * Ends the driver, and marks the end of its samples: no line is to be drawn to what comes after the next start.
   *
   * @param change - given when the source does not come back as it was: see `Driver.stop`
   */
  stop(change?: SourceChange): Promise<void>;
}

/** Services of a historian for its drivers. */
export interface SourceSurroundings {
  /** Instead of Varve's own drivers. */
  readonly startDriver: DriverStarter | undefined;
  readonly pipeline: Pipeline;
  readonly counters: Counters;
  readonly directory: string;
  readonly instanceId: string;
  /** Frames that an earlier run stored last. */
  readonly receipts: readonly SourceReceipt[];
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

/** Starts the drivers of all sources. */
export async function startSources(
  { sources }: TagList,
  surroundings: SourceSurroundings,
): Promise<RunningSource[]> {
  const start = await prepareSources(
    sources.map(({ definition }) => definition),
    surroundings,
  );
  const running: RunningSource[] = [];
  try {
    for (const [position, entry] of sources.entries()) {
      running.push(start(entry, position));
    }
    return running;
  } catch (error) {
    await Promise.all(running.map((source) => source.stop()));
    throw error;
  }
}

/** Loads what the drivers of some sources need; what comes back starts one, given its number too. */
export async function prepareSources(
  definitions: readonly SourceDefinition[],
  surroundings: SourceSurroundings,
): Promise<(entry: SourceEntry, position: number) => RunningSource> {
  const startDriver = surroundings.startDriver ?? (await loadDrivers(definitions));
  return (entry, position) => startSource(startDriver, entry, position, surroundings);
}

function startSource(
  startDriver: DriverStarter,
  { definition, plans, firstPlan }: SourceEntry,
  position: number,
  { pipeline, counters, directory, instanceId, receipts, nowUs, onEvent }: SourceSurroundings,
): RunningSource {
  const { name } = definition;
  let state: ConnectionState | undefined;
  let stateReason: string | undefined;
  let lastFrameUs: number | undefined;
  let isEnded = false;
  const push = (frame: Frame, acknowledge?: () => void, receipt?: string): boolean => {
    // Its plan numbers may belong to another source by now.
    if (isEnded) {
      counters.addDropped(position);
      return false;
    }
    const { plan, receivedUs, status, payload } = frame;
    if (status >= 0) lastFrameUs = receivedUs;
    // A driver counts its plans from 0.
    const placed = { plan: firstPlan + plan, receivedUs, status, payload };
    const kept = receipt === undefined ? undefined : { source: name, receipt };
    return pipeline.push(position, placed, acknowledge, kept);
  };
  const driver = startDriver(definition, plans, {
    push,
    whenReady: () => pipeline.whenReady(position),
    reject: (reason) => counters.addRejected(position, redactText(reason)),
    fail(said) {
      // Libraries tell addresses as they were given.
      const reason = redactText(said);
      counters.addFailure(position, reason);
      onEvent({ kind: 'source-failed', source: name, reason });
    },
    stateChanged(next, reason) {
      if (next === state && reason === stateReason) return;
      state = next;
      stateReason = reason;
      onEvent({ kind: 'source-state', source: name, state, reason });
    },
    receipts: new Set(receipts.flatMap(({ source, receipt }) => (source === name ? receipt : []))),
    nowUs,
    instanceId,
    directory,
  });
  return {
    async stop(change) {
      await driver.stop(change);
      const stoppedUs = nowUs();
      pushOutage({ push }, plans.length, {
        status: StatusCode.badShutdown,
        sinceUs: () => stoppedUs,
      });
      isEnded = true;
    },
    get state() {
      return state ?? 'connecting';
    },
    get stateReason() {
      return stateReason;
    },
    get lastFrameUs() {
      return lastFrameUs;
    },
  };
}
