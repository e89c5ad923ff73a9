import { setTimeout as delay } from 'node:timers/promises';
import { connect, type MqttClient } from 'mqtt';
import type { JsonPlan } from '../json/json-plan.ts';
import type { MqttSourceDefinition } from '../source-definition.ts';
import { StatusCode } from '../status-code.ts';
import { pushOutage, type Driver, type DriverHost } from './driver.ts';

const RECONNECT_MS = 2_000;
const KEEPALIVE_S = 30;
const SETTLE_MS = 5_000;
const SETTLE_CHECK_MS = 10;

/**
 * Takes the payloads of a broker's topics, at least once: a message is acknowledged to the broker when it is safe, and the
 * broker keeps what comes while nobody listens.
 */
export function startMqttDriver(
  source: MqttSourceDefinition,
  plans: readonly JsonPlan[],
  host: DriverHost,
): Driver {
  host.stateChanged('connecting');
  const client = connect(source.url, {
    clientId: source.clientId ?? `varve-${host.instanceId.slice(0, 8)}-${source.name}`,
    clean: false,
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    resubscribe: false,
    ...(source.username === undefined ? {} : { username: source.username }),
    ...(source.password === undefined ? {} : { password: source.password }),
  });
  const stopping = new AbortController();
  const acknowledgements = takeMessages(client, plans, host, stopping.signal);
  followConnection(client, source, plans, host);
  return {
    async stop() {
      stopping.abort();
      // What is safe and not acknowledged would come again, and be stored twice.
      await acknowledgements.settle(SETTLE_MS);
      await client.endAsync(true);
      host.stateChanged('stopped');
    },
  };
}

function takeMessages(
  client: MqttClient,
  plans: readonly JsonPlan[],
  host: DriverHost,
  stopping: AbortSignal,
): Acknowledgements {
  const planOfTopic = new Map(plans.map(({ topic }, plan) => [topic, plan]));
  const acknowledgements = deferAcknowledgements(client);
  // Nothing more is read from the socket until `done`: so a full queue reaches the broker.
  client.handleMessage = ({ topic, payload, messageId }, done) => {
    // Left unanswered, it comes again after the next start.
    if (stopping.aborted) return;
    const plan = planOfTopic.get(topic);
    if (plan === undefined) {
      host.reject(`unknown topic ${topic}`);
      done();
      return;
    }
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const frame = { plan, receivedUs: host.nowUs(), status: StatusCode.good, payload: bytes };
    host.push(frame, messageId === undefined ? undefined : acknowledgements.defer(messageId));
    void afterReady(host, done);
  };
  return acknowledgements;
}

async function afterReady(host: DriverHost, done: () => void): Promise<void> {
  await host.whenReady();
  done();
}

interface Acknowledgements {
  /** Holds back the acknowledgement of a message; returns what lets it go. */
  defer(messageId: number): () => void;
  /** Resolves when none is held back any more, or after a time. */
  settle(mostMs: number): Promise<void>;
}

/** What is used of the client that its types leave out. */
interface PacketSender {
  _sendPacket(packet: { cmd: string; messageId?: number }, sent?: () => void): void;
}

/**
 * Makes acknowledgements wait for the samples to be safe, without making the next message wait too: the client handles
 * one message at a time, and has only this place where the two can be told apart.
 */
function deferAcknowledgements(client: MqttClient): Acknowledgements {
  const sender = client as unknown as PacketSender;
  const send = sender._sendPacket.bind(client);
  const held = new Map<number, 'held' | 'safe' | { cmd: string; messageId?: number }>();
  sender._sendPacket = (packet, sent) => {
    const { cmd, messageId } = packet;
    const state = cmd === 'puback' && messageId !== undefined ? held.get(messageId) : undefined;
    if (state !== 'held') {
      if (state === 'safe') held.delete(messageId!);
      send(packet, sent);
      return;
    }
    held.set(messageId!, packet);
    sent?.();
  };
  // The broker numbers anew on a new connection: an acknowledgement of the old one would be taken for another message's.
  client.on('close', () => held.clear());
  return {
    defer(messageId) {
      held.set(messageId, 'held');
      return () => {
        const state = held.get(messageId);
        if (state === 'held') held.set(messageId, 'safe');
        if (typeof state !== 'object') return;
        held.delete(messageId);
        send(state);
      };
    },
    async settle(mostMs) {
      const deadline = performance.now() + mostMs;
      while (held.size > 0 && performance.now() < deadline) await delay(SETTLE_CHECK_MS);
    },
  };
}

function followConnection(
  client: MqttClient,
  source: MqttSourceDefinition,
  plans: readonly JsonPlan[],
  host: DriverHost,
): void {
  const topics = source.subscribe ?? plans.map(({ topic }) => topic);
  client.on('connect', () => {
    client
      .subscribeAsync([...topics], { qos: 1 })
      .catch((error: Error) => host.fail(`subscription refused: ${error.message}`))
      // Not before: what is published until the broker has the subscription does not come.
      .finally(() => {
        if (client.connected) host.stateChanged('connected');
      });
  });
  client.on('reconnect', () => host.stateChanged('connecting'));
  client.on('error', (error) => host.fail(error.message || String(error)));
  let isConnected = false;
  client.on('connect', () => (isConnected = true));
  client.on('close', () => {
    host.stateChanged('disconnected');
    if (!isConnected || client.disconnecting) return;
    isConnected = false;
    host.fail('the broker closed the connection');
    const nowUs = host.nowUs();
    pushOutage(host, plans.length, { status: StatusCode.badNoCommunication, sinceUs: () => nowUs });
  });
}
