import { redactText } from '@varve/db';
import {
  loadDrivers,
  pushOutage,
  StatusCode,
  type ConnectionState,
  type DriverStarter,
  type Frame,
  type SourceDefinition,
} from '@varve/protocols';
import type { HistorianEvent } from './historian-event.ts';
import type { SourceEntry, TagList } from './tag-list.ts';
import type { Counters } from './write/counters.ts';
import type { Pipeline } from './write/pipeline.ts';

/** A source whose driver is at work. */
export interface RunningSource {
  readonly state: ConnectionState;
  /** Microseconds since 1970 of the newest frame. */
  readonly lastFrameUs: number | undefined;
  /** Ends the driver, and marks the end of its samples: no line is to be drawn to what comes after the next start. */
  stop(): Promise<void>;
}

/** What drivers are given of their historian. */
export interface SourceSurroundings {
  /** Instead of Varve's own drivers. */
  readonly startDriver: DriverStarter | undefined;
  readonly pipeline: Pipeline;
  readonly counters: Counters;
  readonly directory: string;
  readonly instanceId: string;
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
  { pipeline, counters, directory, instanceId, nowUs, onEvent }: SourceSurroundings,
): RunningSource {
  const { name } = definition;
  let state: ConnectionState = 'connecting';
  let lastFrameUs: number | undefined;
  let isEnded = false;
  const push = (frame: Frame, acknowledge?: () => void): void => {
    // What its plans were may be something else by now.
    if (isEnded) return counters.addDropped(position);
    lastFrameUs = frame.receivedUs;
    const { plan, receivedUs, status, payload } = frame;
    // A driver counts its plans from 0.
    pipeline.push(position, { plan: firstPlan + plan, receivedUs, status, payload }, acknowledge);
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
    stateChanged(next) {
      state = next;
      onEvent({ kind: 'source-state', source: name, state });
    },
    nowUs,
    instanceId,
    directory,
  });
  return {
    async stop() {
      await driver.stop();
      pushOutage({ push }, plans.length, nowUs(), StatusCode.badShutdown);
      isEnded = true;
    },
    get state() {
      return state;
    },
    get lastFrameUs() {
      return lastFrameUs;
    },
  };
}
