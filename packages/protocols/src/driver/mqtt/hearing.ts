import { readsTimes } from '../../json/json-plan.ts';
import type { JsonTopicDefinition } from '../../definition/json-topic-definition.ts';

/** Remembers when the plans of a source were heard. */
export interface Hearing {
  /** The broker said something while everything was well. */
  broker(receivedUs: number): void;
  /** A message of a plan came that was published just then. */
  plan(plan: number, receivedUs: number): void;
  /**
   * When a plan was heard last, microseconds since 1970; undefined when it never was. A device whose payloads carry a time is heard by its
   * messages; for another one the broker's word stands, as long as it would bring them.
   */
  heardUs(plan: number): number | undefined;
}

/** @param topics - of the source, by the numbers of their plans */
export function createHearing(topics: readonly JsonTopicDefinition[]): Hearing {
  const isStamped = topics.map(readsTimes);
  const messageUs = new Float64Array(topics.length);
  let brokerUs = 0;
  return {
    broker: (receivedUs) => void (brokerUs = receivedUs),
    plan: (plan, receivedUs) => void (messageUs[plan] = receivedUs),
    heardUs(plan) {
      const ownUs = messageUs[plan]!;
      const heardUs = isStamped[plan]! ? ownUs : Math.max(ownUs, brokerUs);
      return heardUs === 0 ? undefined : heardUs;
    },
  };
}
