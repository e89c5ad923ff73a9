import type { HistorianEvent } from '../historian-event.ts';
import type { Spool, SpooledBlock } from '../spool/spool.ts';
import { createDelivery } from './delivery.ts';
import type { Sink } from './sink.ts';

/** What is in the spool, on its way to every sink. */
export interface Outbox {
  /**
   * Sends a block to all sinks.
   *
   * @param onStored - called when the first sink has it
   */
  add(block: SpooledBlock, onStored: () => void): void;
  /** Resolves when every sink has everything. */
  empty(): Promise<void>;
  /** Ends the delivering: what is not stored stays in the spool. */
  stop(): void;
}

/** What an outbox is made of. */
export interface OutboxParts {
  readonly spool: Spool;
  readonly sinks: readonly Sink[];
  /** Blocks of an earlier run, by the name of the sink that does not have them yet. */
  readonly recovered: ReadonlyMap<string, readonly SpooledBlock[]>;
  readonly onEvent: (event: HistorianEvent) => void;
}

/** Starts delivering, with what an earlier run left. A block is released when the last sink has it. */
export function createOutbox({ spool, sinks, recovered, onEvent }: OutboxParts): Outbox {
  const lacking = new Map<SpooledBlock, number>();
  const onStoredOf = new Map<SpooledBlock, () => void>();
  const deliveries = sinks.map((sink, position) =>
    createDelivery(sink, {
      onEvent,
      onStored: (blocks) => {
        for (const block of blocks) take(block, position === 0);
      },
    }),
  );

  function take(block: SpooledBlock, isFirstSink: boolean): void {
    if (isFirstSink) {
      onStoredOf.get(block)?.();
      onStoredOf.delete(block);
    }
    const left = lacking.get(block)! - 1;
    if (left > 0) {
      lacking.set(block, left);
      return;
    }
    lacking.delete(block);
    spool.release(block);
  }

  for (const delivery of deliveries) {
    for (const block of recovered.get(delivery.sink.name) ?? []) {
      lacking.set(block, (lacking.get(block) ?? 0) + 1);
      delivery.add(block);
    }
  }
  return {
    add(block, onStored) {
      lacking.set(block, deliveries.length);
      onStoredOf.set(block, onStored);
      for (const delivery of deliveries) delivery.add(block);
    },
    async empty() {
      await Promise.all(deliveries.map((delivery) => delivery.idle()));
    },
    stop() {
      for (const delivery of deliveries) delivery.abandon();
    },
  };
}
