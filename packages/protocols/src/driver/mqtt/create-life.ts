import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerAddress } from '../../mqtt/broker-of.ts';
import type { JsonPlan } from '../../json/json-plan.ts';
import { filtersTaking, takesTopic } from '../../mqtt/takes-topic.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { NO_PAYLOAD, type DriverHost } from '../driver.ts';
import type { Link } from '../supervise-connection.ts';
import { createAvailability, type AvailabilityWatch } from './availability.ts';
import { createBacklog } from './backlog.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import type { Hearing } from './hearing.ts';
import { openConnection, type MqttConnection } from './connection/open-connection.ts';
import { createReceipts } from './receipts.ts';
import type { MqttLogin } from './connection/requests.ts';
import type { SessionRecord } from './session-record.ts';
import { subscribe } from './subscribe.ts';
import type { MqttTiming } from './mqtt-timing.ts';

/** Options of `createLife`. */
export interface LifeParts {
  readonly host: DriverHost;
  readonly plans: readonly JsonPlan[];
  readonly watches: readonly AvailabilityWatch[];
  readonly broker: BrokerAddress;
  readonly login: MqttLogin;
  readonly session: SessionRecord;
  /** File of the session's record. */
  readonly sessionFile: string;
  readonly maxPayloadBytes: number;
  readonly timing: MqttTiming;
  readonly hearing: Hearing;
  /** Whether the driver is stopping, and not only this life. */
  readonly isStopping: () => boolean;
}

/** Makes the function that lives one connection after the other; the memory of the session outlives them. */
export function createLife(parts: LifeParts): (link: Link) => Promise<void> {
  const { host, plans, watches, hearing, timing, maxPayloadBytes } = parts;
  const receipts = createReceipts(host.receipts);
  const plansOfTopic = byTopic(plans);
  const troubles = createTroubles();
  const availability = createAvailability(watches, {
    push: (frame) => host.push(frame),
    reject: (reason) => host.reject(reason),
    heardUs: (plan) => hearing.heardUs(plan) ?? host.nowUs(),
    trouble: (reason) => troubles.tell('availability', reason),
  });

  return async (link) => {
    troubles.begin(link);
    const limits = { ...timing, maxPayloadBytes };
    const connection = await openConnection(parts.broker, limits, link.signal);
    const backlog = createBacklog((answered) => connection.ping(answered));
    const deliveries = createDeliveries({
      host,
      connection,
      plansOfTopic,
      availability,
      receipts,
      backlog,
      maxPayloadBytes,
      unwanted: unsubscriber(connection, parts.session.filters),
      heard: (plan, receivedUs) => hearing.plan(plan, receivedUs),
    });
    let isSubscribed = false;
    connection.listen({
      heard() {
        if (!isSubscribed) return;
        hearing.broker(host.nowUs());
        link.heard();
      },
      accepted(isSessionPresent) {
        backlog.begin(isSessionPresent);
        if (!isSessionPresent) receipts.clear();
      },
      message: (packet) => deliveries.message(packet),
      oversized: (message) => deliveries.oversized(message),
    });
    const work = async (): Promise<void> => {
      await connection.login(parts.login);
      const keepTrying = await subscribeAll(connection, parts, troubles);
      isSubscribed = true;
      link.expectEvery(timing.silenceMs);
      hearing.broker(host.nowUs());
      link.heard();
      backlog.probe();
      await Promise.all([keepTrying(link.signal), askFromTimeToTime(connection, timing, link)]);
    };
    try {
      await Promise.race([work(), connection.ended, aborted(link.signal)]);
    } finally {
      await leave(connection, deliveries, parts);
    }
  };
}

/** Joins the troubles of one connection. */
interface Troubles {
  begin(link: Link): void;
  tell(kind: 'subscriptions' | 'availability', reason: string | undefined): void;
}

function createTroubles(): Troubles {
  const reasons = new Map<string, string>();
  let current: Link | undefined;
  const tell: Troubles['tell'] = (kind, reason) => {
    if (reason === undefined) reasons.delete(kind);
    else reasons.set(kind, reason);
    current?.trouble(reasons.size === 0 ? undefined : [...reasons.values()].join('; '));
  };
  return {
    begin(link) {
      current = link;
      // A device that was offline stays offline until it reports otherwise.
      tell('subscriptions', undefined);
    },
    tell,
  };
}

function byTopic(plans: readonly JsonPlan[]): ReadonlyMap<string, readonly number[]> {
  const plansOfTopic = new Map<string, number[]>();
  for (const [plan, { topic }] of plans.entries()) {
    const others = plansOfTopic.get(topic) ?? [];
    plansOfTopic.set(topic, [...others, plan]);
  }
  return plansOfTopic;
}

/** Unsubscribes from topics of an earlier definition when a resumed session brings them. */
function unsubscriber(
  connection: MqttConnection,
  wanted: readonly string[],
): (topic: string) => void {
  const known = new Set<string>();
  return (topic) => {
    if (known.has(topic) || wanted.some((filter) => takesTopic(filter, topic))) return;
    known.add(topic);
    // The connection reports its own end; a broker that does not answer here sends an unwanted message again.
    connection.unsubscribe(filtersTaking(topic)).catch(() => undefined);
  };
}

function subscribeAll(
  connection: MqttConnection,
  { host, plans, session, sessionFile, timing, hearing }: LifeParts,
  troubles: Troubles,
): Promise<(signal: AbortSignal) => Promise<void>> {
  const marked = new Set<number>();
  const refused = (filters: readonly string[]): void => {
    const reason = `the broker refuses the subscription to ${filters.join(', ')}`;
    troubles.tell('subscriptions', filters.length === 0 ? undefined : reason);
    const granted = session.filters.filter((filter) => !filters.includes(filter));
    for (const [plan, { topic }] of plans.entries()) {
      if (marked.has(plan) || granted.some((filter) => takesTopic(filter, topic))) continue;
      marked.add(plan);
      const receivedUs = hearing.heardUs(plan) ?? host.nowUs();
      const status = StatusCode.badUserAccessDenied;
      host.push({ plan, receivedUs, status, payload: NO_PAYLOAD });
    }
  };
  const wanted = { session, file: sessionFile, retryMs: timing.resubscribeMs, refused };
  return subscribe(connection, wanted, host);
}

/** Pings the broker. While nothing is read its answer cannot come, and is not expected. */
async function askFromTimeToTime(
  connection: MqttConnection,
  { pingIntervalMs, silenceMs }: MqttTiming,
  link: Link,
): Promise<void> {
  for (;;) {
    await delay(pingIntervalMs, undefined, { signal: link.signal });
    if (connection.isPaused) link.expectEvery(silenceMs);
    connection.ping();
  }
}

/** Resolves when a signal aborts. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
}

async function leave(
  connection: MqttConnection,
  deliveries: Deliveries,
  { isStopping, timing }: LifeParts,
): Promise<void> {
  deliveries.end();
  // The broker would send a stored message again that is not acknowledged.
  if (isStopping()) {
    const limit = delay(timing.leaveMs, undefined, { ref: false });
    await Promise.race([deliveries.settled(), connection.ended.catch(() => undefined), limit]);
  }
  await connection.close();
}
