import { createDelivery, type Delivery, type DeliveryHost, type SinkStats } from './delivery.ts';
import { oldestOf } from './oldest-of.ts';
import type { Sink } from './sink.ts';

/**
 * Delivers to a sink that has sinks aside for some series: each of those has a queue of its own, so that a table that is gone
 * or locked holds up nothing but its own blocks. To the outside they are one.
 */
export function createDeliveryLanes(sink: Sink, host: DeliveryHost): Delivery {
  const main = createDelivery(sink, host);
  const lanes = new Map<Sink, Delivery>();
  const all = (): Delivery[] => [main, ...lanes.values()];
  return {
    sink,
    add(block) {
      const aside = sink.aside?.(block.series);
      if (aside === undefined) {
        main.add(block);
        return;
      }
      const lane = lanes.get(aside) ?? createDelivery(aside, host);
      lanes.set(aside, lane);
      lane.add(block);
    },
    storedThrough: () => Math.min(...all().map((lane) => lane.storedThrough())),
    stats: () =>
      all()
        .map((lane) => lane.stats())
        .reduce(joinStats),
    hurry() {
      for (const lane of all()) lane.hurry();
    },
    async empty() {
      await Promise.all(all().map((lane) => lane.empty()));
    },
    abandon() {
      for (const lane of all()) lane.abandon();
    },
  };
}

function joinStats(one: SinkStats, other: SinkStats): SinkStats {
  const errors = [one.lastError, other.lastError].filter((error) => error !== undefined);
  return {
    name: one.name,
    isFailing: one.isFailing || other.isFailing,
    waitingBlocks: one.waitingBlocks + other.waitingBlocks,
    oldestUs: oldestOf([one.oldestUs, other.oldestUs]),
    storedRows: one.storedRows + other.storedRows,
    refusedRows: one.refusedRows + other.refusedRows,
    lostRows: one.lostRows + other.lostRows,
    lastError: errors.toSorted((a, b) => a.timeUs - b.timeUs).at(-1),
  };
}
