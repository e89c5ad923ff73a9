import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Historian, HistorianEvent } from '@varve/historian';
import { redactText } from '@varve/db';
import { isOwnSource } from '../../kit/own-source.ts';
import { openTenants } from '../../kit/tenants.ts';
import { VERSION } from '../version.ts';
import { figureMeter } from './figure-meter.ts';
import { ownWriter, type OwnWriter } from './own-writer.ts';
import { SAMPLE_MS } from './own-figures.ts';

/** Options of `keepOwnFigures`. */
interface OwnFigureOptions {
  readonly historian: Historian;
  readonly database: string;
  readonly tenant: string;
  /** Varve's own folder. */
  readonly directory: string;
  /** Name of the source. */
  readonly source: string;
  /** Events from before the historian ran. */
  readonly before: readonly string[];
  /** Called when figures cannot be kept. */
  readonly onFailed: (reason: string) => void;
}

/** The keeping of Varve's own figures. */
interface OwnFigures extends AsyncDisposable {
  /** Keeps an event of the historian, where it is one for the operator's trend. */
  take(event: HistorianEvent): void;
}

/** Events that wait for the spool: what comes beyond is counted, and told with the next. */
const MOST_WAITING = 100;
const FAREWELL_MS = 2_000;

/** Keeps how Varve itself does as samples of a source of its own, every ten seconds, and its events as texts, until it is disposed of. */
export async function keepOwnFigures(options: OwnFigureOptions): Promise<OwnFigures> {
  const { historian, database, directory, source, before, onFailed } = options;
  const tenants = await openTenants(database, options.tenant);
  const writer = ownWriter(historian, source);
  const measure = figureMeter({ historian, tenant: tenants.home, directory });
  const stopping = new AbortController();
  const events = eventQueue(writer, onFailed);
  for (const text of before) events.add(text);
  events.add(`Varve ${VERSION} started on ${hostname()}, process ${process.pid}`);
  const keep = async (): Promise<void> => {
    await writer.markGap();
    while (!stopping.signal.aborted) {
      await writer.writeFigures(await measure());
      await delay(SAMPLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const keeping = keep().catch((error: unknown) => onFailed((error as Error).message));
  const farewell = async (): Promise<void> => {
    await keeping;
    await writer.markEnd().catch((error: unknown) => onFailed((error as Error).message));
    await events.written();
  };
  return {
    take(event) {
      // Sources that end with the collector are no news.
      const text = stopping.signal.aborted ? undefined : textOf(event);
      if (text !== undefined) events.add(text);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      events.add(`Varve ${VERSION} stopped on ${hostname()}, process ${process.pid}`);
      // A full disk or a silent database must not keep the program from ending.
      await Promise.race([farewell(), delay(FAREWELL_MS, undefined, { ref: false })]);
      await tenants[Symbol.asyncDispose]();
    },
  };
}

/** Writes events one after the other, in the order of their times. */
function eventQueue(writer: OwnWriter, onFailed: (reason: string) => void) {
  let waiting = 0;
  let dropped = 0;
  let lastMs = 0;
  let written = Promise.resolve();
  const add = (text: string): void => {
    if (waiting >= MOST_WAITING) {
      dropped += 1;
      return;
    }
    const told = dropped > 0 ? `${text} (${dropped} events before are not told)` : text;
    dropped = 0;
    waiting += 1;
    lastMs = Math.max(Date.now(), lastMs + 1);
    const timeMs = lastMs;
    written = written
      .then(() => writer.writeEvent(told, timeMs))
      .catch((error: unknown) => onFailed((error as Error).message))
      .finally(() => (waiting -= 1));
  };
  return { add, written: () => written };
}

/** Tells an event in the words of a trend; undefined where it is none for it. */
function textOf(event: HistorianEvent): string | undefined {
  if (event.kind !== 'source-state' || isOwnSource(event.source)) return undefined;
  const { source, state, reason } = event;
  if (state === 'connecting') return undefined;
  return `${source} is ${state}${reason === undefined ? '' : `: ${redactText(reason)}`}`;
}
