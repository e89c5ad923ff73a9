import type { Client } from 'pg';
import type { SampleStorage } from '../segment/sample-encoder.ts';
import type { NumberedBlock } from '../spool/block.ts';
import { createCatchUp } from './catch-up.ts';
import { canCompressCopies } from './compress-copies.ts';
import { ensurePartitions, type KnownPartitions } from './ensure-partitions.ts';
import { failureOf } from './failure-of.ts';
import { storeBlocks, type StoreConnection, type StoreOptions } from './store-blocks.ts';
import type { StoreOutcome } from './store-outcome.ts';
import { openWriterConnection } from './open-writer-connection.ts';
import { whileHeard } from './while-heard.ts';

/** Writes blocks over connections of its own, and opens those again that broke. */
export interface BlockWriter {
  /**
   * Stores blocks of one series in one transaction with their entries in the ledger; those that the ledger has are skipped.
   *
   * @param storedUntilUs - samples that were received before are all in the database then, microseconds since 1970; undefined where that is not known
   */
  store(blocks: readonly NumberedBlock[], storedUntilUs: number | undefined): Promise<StoreOutcome>;
  /** Ends the connections, those at work too: the blocks under way are not stored. */
  close(): Promise<void>;
}

/** Options of `createBlockWriter`. */
export interface BlockWriterOptions extends Omit<StoreOptions, 'catchUp'> {
  readonly connectionString: string;
  readonly storage: SampleStorage;
  /** Time without a sign of the database, after which a connection is given up, in milliseconds. */
  readonly silenceMs: number;
}

/** Makes a writer. It opens a connection for each call that is under way at once, and keeps it for the next. */
export function createBlockWriter(options: BlockWriterOptions): BlockWriter {
  const idle: StoreConnection[] = [];
  const clients = new Set<Client>();
  const known: KnownPartitions = { days: new Set(), spans: new Set() };
  const storing: StoreOptions = { ...options, catchUp: createCatchUp(options.storage) };
  return {
    async store(blocks, storedUntilUs) {
      let client: Client | undefined;
      try {
        const connection = idle.pop();
        client = connection?.client ?? (await openWriterConnection(options.connectionString));
        clients.add(client);
        const opened = client;
        const { open, refused } = await whileHeard(opened, options.silenceMs, async () => {
          const open = connection ?? {
            client: opened,
            canCompressCopies: await canCompressCopies(opened),
          };
          await ensurePartitions(opened, blocks, known);
          return { open, refused: await storeBlocks(open, { blocks, storedUntilUs }, storing) };
        });
        idle.push(open);
        return { stored: true, refused };
      } catch (error) {
        known.days.clear();
        known.spans.clear();
        if (client !== undefined) clients.delete(client);
        void client?.end().catch(() => undefined);
        return { stored: false, ...failureOf(error) };
      }
    },
    async close() {
      await Promise.all(Array.from(clients, (client) => client.end().catch(() => undefined)));
    },
  };
}
