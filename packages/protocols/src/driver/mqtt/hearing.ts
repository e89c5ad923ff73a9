import { readsTimes } from '../../json/json-plan.ts';
import type { JsonTopicDefinition } from '../../definition/json-topic-definition.ts';

/** Remembers when each plan of a source was heard. */
export interface Hearing {
  /** Notes a sign of the broker in a working connection. */
  broker(receivedUs: number): void;
  /** Notes a message of a plan that was published just then. */
  plan(plan: number, receivedUs: number): void;
  /**
   * Gives the time at which a plan was heard last, microseconds since 1970; undefined when it never was. A device whose payloads carry a
   * time is heard by its messages only; for others a sign of the broker counts, since it would bring their messages.
   */
  heardUs(plan: number): number | undefined;
}

/** @param topics - the source's topics, in the order of their plans */
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
