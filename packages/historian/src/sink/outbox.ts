import type { HistorianEvent } from '../historian-event.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import type { RefusedTags } from '../store/refused-tags.ts';
import type { Backlog } from './backlog.ts';
import { createDelivery, type Delivery, type SinkStats } from './delivery.ts';
import { createDeliveryLanes } from './create-delivery-lanes.ts';
import type { Sink } from './sink.ts';

/** Blocks of the spool on their way to every sink. */
export interface Outbox {
  /**
   * Sends a block to all sinks that take its like.
   *
   * @param onStored - called when the first sink has it, with the rows that it refused for good
   * @param receivedUs - when the oldest frame came that it is made of: when the spool took it, unless given
   */
  add(
    block: SpooledBlock,
    onStored: (refused: RefusedTags | undefined) => void,
    receivedUs?: number,
  ): void;
  /** The highest block number up to which a sink has all that it was given, by its name; the first one has a ledger. */
  storedThrough(): ReadonlyMap<string, number>;
  /** In the order of the sinks. */
  stats(): SinkStats[];
  /** Resolves when every sink has everything. */
  empty(): Promise<void>;
  /** Ends the delivering: what is not stored stays in the spool. */
  stop(): void;
}

/** Options of `createOutbox`. */
export interface OutboxParts {
  readonly spool: Spool;
  /** The first one takes everything. */
  readonly sinks: readonly Sink[];
  /** Blocks of an earlier run, oldest first. */
  readonly recovered: readonly SpooledBlock[];
  /** Those of them that a sink does not have yet, by its name. */
  readonly lacking: ReadonlyMap<string, readonly SpooledBlock[]>;
  /** Told of what the first sink lacks. */
  readonly backlog: Backlog;
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

/** Starts delivering, with what an earlier run left. A block is released when the last sink has it. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { spool, sinks, recovered, backlog, nowUs, onEvent } = parts;
  const lackedBy = new Map<SpooledBlock, number>();
  const onStoredOf = new Map<SpooledBlock, (refused: RefusedTags | undefined) => void>();
  const deliveries = sinks.map((sink, position) => {
    const create = sink.aside === undefined ? createDelivery : createDeliveryLanes;
    return create(sink, {
      nowUs,
      onEvent,
      onStored(block, refused) {
        if (position === 0) {
          backlog.remove(block);
          onStoredOf.get(block)?.(refused);
        }
        settle(block);
      },
      onLost(block) {
        if (position === 0) backlog.remove(block);
        settle(block);
      },
    });
  });

  function settle(block: SpooledBlock): void {
    const left = lackedBy.get(block)! - 1;
    if (left > 0) {
      lackedBy.set(block, left);
      return;
    }
    lackedBy.delete(block);
    onStoredOf.delete(block);
    spool.release(block);
  }

  function send(block: SpooledBlock, takers: readonly Delivery[], receivedUs: number): void {
    lackedBy.set(block, takers.length);
    if (takers.includes(deliveries[0]!)) backlog.put(block, receivedUs);
    for (const delivery of takers) delivery.add(block);
  }

  const lacking = new Map(
    sinks.map(({ name }) => [name, new Set(parts.lacking.get(name))] as const),
  );
  for (const block of recovered) {
    const takers = takersOf(block).filter(({ sink }) => lacking.get(sink.name)!.has(block));
    // Nobody knows when its frames came.
    if (takers.length > 0) send(block, takers, Number.NEGATIVE_INFINITY);
    else spool.release(block);
  }
  // They have waited for long enough.
  for (const delivery of deliveries) delivery.hurry();

  function takersOf({ series }: SpooledBlock): Delivery[] {
    return deliveries.filter(({ sink }) => sink.takes(series));
  }

  return {
    add(block, onStored, receivedUs = block.arrivedUs) {
      onStoredOf.set(block, onStored);
      send(block, takersOf(block), receivedUs);
    },
    storedThrough: () =>
      new Map(
        deliveries.slice(1).map((delivery) => [delivery.sink.name, delivery.storedThrough()]),
      ),
    stats: () => deliveries.map((delivery) => delivery.stats()),
    async empty() {
      await Promise.all(deliveries.map((delivery) => delivery.empty()));
    },
    stop() {
      for (const delivery of deliveries) delivery.abandon();
    },
  };
}
