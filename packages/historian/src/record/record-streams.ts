import { connect } from '@varve/db';
import { HistorianError } from '../historian-error.ts';
import { checkRecordTable } from './check-record-table.ts';
import {
  planRecords,
  qualified,
  refuseDefinition,
  type RecordStreamDefinition,
} from './plan-records.ts';
import type { RecordColumns } from './record-columns.ts';
import {
  createRecordStream,
  type OpenRecordStream,
  type RecordStream,
  type RecordStreamParts,
  type RecordStreamStats,
} from './record-stream.ts';
import { REGISTER_SILENCE_MS } from '../tags/register-tags.ts';

/** The record streams of a historian. */
export interface RecordStreams {
  /** @throws HistorianError RECORD_TABLE_INVALID, RECORD_COLUMN_INVALID, STOPPED; DatabaseError */
  open<const Columns extends RecordColumns>(
    definition: RecordStreamDefinition<Columns>,
  ): Promise<RecordStream<Columns>>;
  stats(): RecordStreamStats[];
  /** Takes no more records, and resolves when all that were taken are on disk. */
  drain(): Promise<void>;
  stop(): void;
}

/** Options of `createRecordStreams`. */
export interface RecordStreamsParts extends Omit<RecordStreamParts, 'plan'> {
  readonly database: string;
}

/** Makes the streams' keeper. */
export function createRecordStreams({ database, ...parts }: RecordStreamsParts): RecordStreams {
  const streams: OpenRecordStream[] = [];
  let isClosed = false;
  const refuseClosed = (): void => {
    if (isClosed) throw new HistorianError('STOPPED', 'the historian has been stopped');
  };
  return {
    async open<const Columns extends RecordColumns>(given: RecordStreamDefinition<Columns>) {
      // The names of the columns are known to the caller's compiler only.
      const definition = given as unknown as RecordStreamDefinition;
      refuseClosed();
      refuseDefinition(definition);
      const client = await connect(database, 'configure', { silenceMs: REGISTER_SILENCE_MS });
      const { table, columns } = definition;
      const found = await checkRecordTable(client, qualified(table), columns).finally(() =>
        client.end(),
      );
      refuseClosed();
      const stream = createRecordStream({ ...parts, plan: planRecords(definition, found) });
      streams.push(stream);
      return stream;
    },
    stats: () => streams.map((stream) => stream.stats()),
    async drain() {
      isClosed = true;
      await Promise.all(streams.map((stream) => stream.drain()));
    },
    stop() {
      for (const stream of streams) stream.stop();
    },
  };
}
