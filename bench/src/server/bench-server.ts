import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../field-faults/child.ts';
import { endOnLeave } from '../leave-properly.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import type { ServerFigures, ServerReport } from './server-order.ts';

/** A server in a process of its own, which this one asks over loopback. */
export interface BenchServer extends AsyncDisposable {
  readonly address: string;
  readonly tagIds: readonly number[];
  readonly database: string;
  /** Feeds samples from within at a rate. */
  feed(rate: number): void;
  /** Figures of some seconds. */
  during(seconds: number): Promise<ServerFigures>;
  /** Figures of the time in which something was done. */
  whileDoing<Result>(work: () => Promise<Result>): Promise<[Result, ServerFigures]>;
}

const PROGRAM = new URL('./server.child.ts', import.meta.url);

/** Starts one with so many tags. */
export async function startBenchServer(
  { connectionString, directory }: BenchDatabase,
  tagCount: number,
): Promise<BenchServer> {
  await using started = new AsyncDisposableStack();
  const child = startChild<ServerReport>(PROGRAM, () => undefined);
  started.use(endOnLeave(() => child.kill()));
  await child.until(({ kind }) => kind === 'loaded');
  child.tell({ kind: 'start', database: connectionString, directory, tagCount });
  const ready = await child.until(({ kind }) => kind === 'ready');
  if (ready.kind !== 'ready') throw new Error(`expected ready, got ${ready.kind}`);
  const take = async (): Promise<ServerFigures> => {
    const taken = child.until(({ kind }) => kind === 'taken');
    child.tell({ kind: 'take' });
    const figures = await taken;
    if (figures.kind !== 'taken') throw new Error(`expected figures, got ${figures.kind}`);
    return figures;
  };
  const whileDoing = async <Result>(
    work: () => Promise<Result>,
  ): Promise<[Result, ServerFigures]> => {
    await take();
    return [await work(), await take()];
  };
  started.defer(async () => {
    const stopped = child.until(({ kind }) => kind === 'stopped');
    child.tell({ kind: 'stop' });
    await stopped;
  });
  const running = started.move();
  return {
    address: ready.address,
    tagIds: ready.tagIds,
    database: connectionString,
    feed: (rate) => child.tell({ kind: 'feed', rate }),
    whileDoing,
    during: async (seconds) => (await whileDoing(() => delay(seconds * 1_000)))[1],
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
