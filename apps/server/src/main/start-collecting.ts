import {
  createHistorian,
  spoolIdOf,
  type Historian,
  type HistorianEvent,
  type SinkDefinition,
} from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { Logger } from 'pino';
import type { Collector } from '../kit/collector.ts';
import { publishCollector } from '../kit/publish-collector.ts';
import { historianCollector } from './historian-collector.ts';
import { logEvent } from './log-event.ts';
import { keepOwnFigures } from './own-figures/keep-own-figures.ts';
import { nameOwnSource } from './own-figures/name-own-source.ts';
import { ownSource } from './own-figures/own-source.ts';

/** Options of `startCollecting`. */
export interface CollectingOptions {
  /** Varve's own folder. */
  readonly directory: string;
  /** Connection string of a migrated database. */
  readonly database: string;
  readonly tenant: string;
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks?: readonly SinkDefinition[];
  /** As `HistorianOptions.storeIntervalMs`. @default 0 */
  readonly storeIntervalMs?: number;
  /** Things that happened to Varve just before, in words for its own events. @default none */
  readonly before?: readonly string[];
  readonly logger: Logger;
}

/** The running half that takes samples from devices. */
export interface Collecting extends AsyncDisposable {
  readonly historian: Historian;
  readonly collector: Collector;
}

/** Starts the half that collects: sources, pipeline, spool and sinks. Servers elsewhere hear of it through the database. */
export async function startCollecting(options: CollectingOptions): Promise<Collecting> {
  const { directory, database, tenant, sinks = [], storeIntervalMs = 0, before = [] } = options;
  const { logger } = options;
  const early: HistorianEvent[] = [];
  let tell = (event: HistorianEvent): void => void early.push(event);
  const onEvent = (event: HistorianEvent): void => {
    logEvent(logger, event);
    tell(event);
  };
  const spoolId = await spoolIdOf(directory);
  const source = await nameOwnSource({ database, tenant, spoolId });
  const sources = [...options.sources, ownSource(source)];
  await using started = new AsyncDisposableStack();
  const historian = started.use(
    await createHistorian({
      directory,
      database,
      tenant,
      sources,
      sinks,
      storeIntervalMs,
      onEvent,
    }),
  );
  const onFailed = (reason: string): void =>
    logger.warn(`Varve's own figures are not kept: ${reason}`);
  const own = started.use(
    await keepOwnFigures({ historian, database, tenant, directory, source, before, onFailed }),
  );
  tell = (event) => own.take(event);
  for (const event of early) tell(event);
  const collector = historianCollector(historian);
  started.use(
    publishCollector({
      collector,
      spoolId: historian.spoolId,
      database,
      tenant,
      onFailed: (reason) =>
        logger.warn(`servers elsewhere are not told of this collector: ${reason}`),
    }),
  );
  const running = started.move();
  return { historian, collector, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
