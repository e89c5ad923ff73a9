import { brokerOf, nameOfBroker, type BrokerAddress } from '../../mqtt/broker-of.ts';
import type { JsonPlan } from '../../json/json-plan.ts';
import { withoutCovered } from '../../mqtt/takes-topic.ts';
import type { MqttSourceDefinition } from '../../definition/mqtt-source-definition.ts';
import { ConnectionFailure, describeFailure } from '../connection-failure.ts';
import type { Driver, DriverHost, SourceChange } from '../driver.ts';
import type { AvailabilityWatch } from './availability.ts';
import { endSession } from './end-session.ts';
import { createHearing } from './hearing.ts';
import { createLife, type LifeParts } from './create-life.ts';
import type { MqttLogin } from './connection/requests.ts';
import { sessionRecordFile } from './session-record.ts';
import { DEFAULT_TIMING, type MqttTiming } from './mqtt-timing.ts';
import { superviseConnection, type Link } from '../supervise-connection.ts';

const KEEPALIVE_S = 30;
const DEFAULT_MAX_PAYLOAD_BYTES = 1_048_576;

/**
 * Takes the payloads of a broker's topics, at least once: a message is acknowledged to the broker once it is synced to disk, and the
 * broker keeps the messages that come while the driver is not connected.
 */
export function startMqttDriver(
  source: MqttSourceDefinition,
  plans: readonly JsonPlan[],
  host: DriverHost,
  timing: MqttTiming = DEFAULT_TIMING,
): Driver {
  let isStopping = false;
  const parts = lifeParts({ source, plans, host, timing, isStopping: () => isStopping });
  const { session, hearing } = parts;
  const live = slowerWhenThrownOut(createLife(parts), session.clientId);
  const connection = superviseConnection(host, {
    peer: session.broker,
    planCount: plans.length,
    // Each step has its own limit, with its own reason.
    openTimeoutMs: timing.openTimeoutMs + 3 * timing.answerTimeoutMs,
    longestPauseMs: timing.longestPauseMs,
    heardUs: (plan) => hearing.heardUs(plan),
    async live(link) {
      try {
        await live(link);
      } catch (error) {
        if (error instanceof ConnectionFailure) throw error;
        throw new ConnectionFailure(describeFailure(error, session.broker), { cause: error });
      }
    },
  });
  return {
    async stop(change) {
      isStopping = true;
      await connection.stop();
      if (change === undefined || goesOn(parts, change, host)) return;
      const limits = {
        ...timing,
        addressTimeoutMs: timing.endSessionMs,
        openTimeoutMs: timing.endSessionMs,
        answerTimeoutMs: timing.endSessionMs,
        maxPayloadBytes: parts.maxPayloadBytes,
      };
      await endSession({ ...parts, peer: session.broker, limits }, host);
    },
  };
}

/** Makes the options of `createLife` from a source's definition. */
function lifeParts({
  source,
  plans,
  ...given
}: Pick<LifeParts, 'host' | 'plans' | 'timing' | 'isStopping'> & {
  readonly source: MqttSourceDefinition;
}): LifeParts {
  const { host } = given;
  const broker = brokerOf(source.url);
  if (broker === undefined) throw new Error(`source ${source.name}: expected the URL of a broker`);
  const watches = watchesOf(source);
  const topics = source.subscribe ?? source.topics.map(({ topic }) => topic);
  const filters = withoutCovered([...topics, ...watches.map(({ definition }) => definition.topic)]);
  const clientId = clientIdOf(source, host);
  return {
    ...given,
    plans,
    watches,
    broker,
    login: {
      clientId,
      clean: false,
      keepaliveS: KEEPALIVE_S,
      ...credentialsOf(source, broker),
    },
    session: { broker: nameOfBroker(broker), clientId, filters },
    sessionFile: sessionRecordFile(host.directory, source.name),
    maxPayloadBytes: source.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES,
    hearing: createHearing(source.topics),
  };
}

function credentialsOf(
  source: MqttSourceDefinition,
  broker: BrokerAddress,
): Pick<MqttLogin, 'username' | 'password'> {
  const username = source.username ?? broker.username;
  const password = source.password ?? broker.password;
  // A password needs a user name beside it, which may be empty (MQTT 3.1.1, section 3.1.2.9).
  return { username: password === undefined ? username : (username ?? ''), password };
}

function clientIdOf({ clientId, name }: MqttSourceDefinition, { instanceId }: DriverHost): string {
  return clientId ?? `varve-${instanceId.slice(0, 8)}-${name}`;
}

/** Makes the watches of a source; plans have the numbers of its topics. */
function watchesOf({ availability, topics }: MqttSourceDefinition): AvailabilityWatch[] {
  const ofTopics = topics.flatMap(({ availability }, plan) =>
    availability === undefined ? [] : [{ definition: availability, plans: [plan] }],
  );
  if (availability === undefined) return ofTopics;
  return [{ definition: availability, plans: [...topics.keys()] }, ...ofTopics];
}

/** Whether the next definition continues the session. */
function goesOn(
  { session: { broker, clientId } }: LifeParts,
  { next }: SourceChange,
  host: DriverHost,
): boolean {
  if (next?.protocol !== 'mqtt') return false;
  const address = brokerOf(next.url);
  if (address === undefined) return false;
  return nameOfBroker(address) === broker && clientIdOf(next, host) === clientId;
}

const SHORT_LIFE_MS = 5_000;
const THROWN_OUT_FROM = 3;
const LONGEST_RETRY_MS = 8_000;

/**
 * Slows down a client whose connections end soon, time after time: two clients with one id end each other's connections.
 */
function slowerWhenThrownOut(
  live: (link: Link) => Promise<void>,
  clientId: string,
): (link: Link) => Promise<void> {
  let shortLives = 0;
  return async (link) => {
    let heardAt = Infinity;
    const heard = (): void => {
      if (heardAt === Infinity) heardAt = performance.now();
      link.heard();
    };
    try {
      await live({ ...link, heard });
    } catch (error) {
      if (heardAt === Infinity) throw error;
      const isShort = performance.now() - heardAt < SHORT_LIFE_MS;
      shortLives = isShort ? shortLives + 1 : 0;
      if (shortLives < THROWN_OUT_FROM) throw error;
      throw new ConnectionFailure(
        `${(error as Error).message}, ${shortLives} times soon after it was opened: does another client call itself ${clientId}?`,
        { cause: error, retryAfterMs: Math.min(250 * 2 ** shortLives, LONGEST_RETRY_MS) },
      );
    }
  };
}
