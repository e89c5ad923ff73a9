import type { SourceDefinition } from '@varve/protocols';
import { startChild, type Child } from './child.ts';
import type { CollectorOrder, CollectorReport } from './collector.child.ts';

/** The historian of a run, and what it says of itself at the moment. */
export interface Collector {
  /** Names of the tags whose newest is Good; none while it is down. */
  good(): ReadonlySet<string>;
  readonly isUp: boolean;
  readonly troubles: readonly string[];
  /** SIGKILL, and a start again; resolves when it has started, with the time before which it looked at nothing. */
  restart(): Promise<number>;
  endThread(): void;
  /** Stops it properly, with all that it has stored. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const PROGRAM = new URL('./collector.child.ts', import.meta.url);

/** Starts a historian in a process of its own. */
export async function startCollector(options: {
  readonly database: string;
  readonly directory: string;
  readonly sources: readonly SourceDefinition[];
}): Promise<Collector> {
  let good: ReadonlySet<string> = new Set();
  let troubles: readonly string[] = [];
  let isUp = false;
  let beganMs = 0;
  const start = async (): Promise<Child<CollectorReport>> => {
    const child = startChild<CollectorReport>(PROGRAM, (report) => {
      good = new Set(report.good);
      ({ troubles } = report);
    });
    child.tell({ kind: 'start', ...options } satisfies CollectorOrder);
    ({ beganMs } = await child.until(() => true));
    isUp = true;
    return child;
  };
  let child = await start();
  return {
    good: () => (isUp ? good : new Set()),
    get isUp() {
      return isUp;
    },
    get troubles() {
      return troubles;
    },
    async restart() {
      isUp = false;
      await child.kill();
      child = await start();
      return beganMs;
    },
    endThread: () => child.tell({ kind: 'end a thread' } satisfies CollectorOrder),
    async stop() {
      child.tell({ kind: 'stop' } satisfies CollectorOrder);
      await child.until(({ isStopped }) => isStopped);
      await child.kill();
    },
    kill: () => child.kill(),
  };
}
