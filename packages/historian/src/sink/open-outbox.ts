import type { Spool } from '../spool/spool.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import type { Backlog } from './backlog.ts';
import { createCsvSink } from './create-csv-sink.ts';
import { createInfluxDbSink } from './create-influx-db-sink.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Sink, SinkHost } from './sink.ts';
import { openSinkCursors } from './sink-cursors.ts';
import type { NamedSinkDefinition } from './sink-definition.ts';

/** An outbox with the sinks that it has opened: its end closes them. */
export interface OpenOutbox extends Outbox, AsyncDisposable {}

/** Options of `openOutbox`. */
export interface OpenOutboxParts extends SinkHost {
  readonly spool: Spool;
  readonly spoolFolder: string;
  readonly postgres: Sink;
  /** Blocks of an earlier run, oldest first. */
  readonly recovered: readonly SpooledBlock[];
  /** Those of them that the ledger does not have. */
  readonly lackedByPostgres: readonly SpooledBlock[];
  readonly backlog: Backlog;
  /** Sinks beside PostgreSQL. */
  readonly definitions: readonly NamedSinkDefinition[];
}

/**
 * Opens the sinks, and goes on where each of them stood at the end of an earlier run.
 *
 * @throws HistorianError FOLDER_IN_USE when another sink writes into a folder
 */
export async function openOutbox(parts: OpenOutboxParts): Promise<OpenOutbox> {
  const { spool, spoolFolder, postgres, recovered, definitions, backlog, nowUs, onEvent } = parts;
  await using opened = new AsyncDisposableStack();
  const cursors = await openSinkCursors({ folder: spoolFolder, spoolId: spool.id, onEvent });
  opened.defer(() => cursors.close());
  // A number that a sink has passed, given again, would take a new block for an old one.
  spool.skipTo(cursors.highest());
  opened.defer(() => postgres.close());
  const sinks = [postgres];
  const lacking = new Map([[postgres.name, parts.lackedByPostgres]]);
  for (const definition of definitions) {
    const sink = await openSink(definition, parts);
    opened.defer(() => sink.close());
    sinks.push(sink);
    lacking.set(sink.name, cursors.lacking(sink.name, recovered));
  }
  const outbox = createOutbox({ spool, sinks, recovered, lacking, backlog, nowUs, onEvent });
  opened.defer(() => outbox.stop());
  if (definitions.length > 0) cursors.follow(() => outbox.storedThrough());
  const resources = opened.move();
  return { ...outbox, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

function openSink(definition: NamedSinkDefinition, host: SinkHost): Sink | Promise<Sink> {
  return definition.kind === 'csv'
    ? createCsvSink(definition, host)
    : createInfluxDbSink(definition, host);
}
