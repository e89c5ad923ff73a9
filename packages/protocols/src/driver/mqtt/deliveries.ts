import type { IPublishPacket } from 'mqtt-packet';
import { StatusCode } from '../../sample/status-code.ts';
import { NO_PAYLOAD, type DriverHost } from '../driver.ts';
import type { Availability } from './availability.ts';
import type { Backlog } from './backlog.ts';
import type { MqttConnection } from './connection/open-connection.ts';
import type { OversizedMessage } from './connection/create-oversize-gate.ts';
import type { Receipts } from './receipts.ts';

/** Handles the messages of one connection: each is handed on or refused, and acknowledged. */
export interface Deliveries {
  message(packet: IPublishPacket): void;
  oversized(message: OversizedMessage): void;
  /** Takes no more messages. The broker sends those again that are not handed on yet. */
  end(): void;
  /** Resolves when every message that was handed on is acknowledged. */
  settled(): Promise<void>;
}

/** Options of `createDeliveries`. */
interface DeliveryParts {
  readonly host: DriverHost;
  readonly connection: MqttConnection;
  /** Plans that read the payloads of a topic. */
  readonly plansOfTopic: ReadonlyMap<string, readonly number[]>;
  readonly availability: Availability;
  readonly receipts: Receipts;
  readonly backlog: Backlog;
  readonly maxPayloadBytes: number;
  /** Called with the topic of a message that no plan reads. */
  readonly unwanted: (topic: string) => void;
  /** Called for a plan when its device was heard. */
  readonly heard: (plan: number, receivedUs: number) => void;
}

/** Work on a message, done when its turn comes. */
interface Turn {
  readonly qos: number;
  readonly topic: string;
  readonly work: () => void;
}

/** Takes the messages of a connection one after the other; while the host has no room, they wait, and so does the broker. */
export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { host, connection, backlog } = parts;
  const waiting: Turn[] = [];
  let openCount = 0;
  let isEnded = false;
  let settled: PromiseWithResolvers<void> | undefined;

  const acknowledge = (message: Pick<IPublishPacket, 'messageId' | 'qos'>): void => {
    if (message.qos === 0) return;
    connection.acknowledge(message);
    backlog.acknowledged();
    if (--openCount === 0) settled?.resolve();
  };
  const goThrough = async (): Promise<void> => {
    connection.pause();
    while (waiting.length > 0) {
      const ready = host.whenReady();
      if (ready === undefined) waiting.shift()!.work();
      else await ready;
      if (isEnded) return;
    }
    connection.resume();
  };
  const inTurn = (turn: Turn): void => {
    if (isEnded) return;
    if (turn.qos > 0) {
      openCount++;
      backlog.received();
    }
    if (waiting.length === 0 && host.whenReady() === undefined) {
      turn.work();
      return;
    }
    waiting.push(turn);
    if (waiting.length === 1) void goThrough();
  };

  return {
    message(packet) {
      const receivedUs = host.nowUs();
      const status = statusOf(packet, backlog);
      const { qos, topic } = packet;
      inTurn({
        qos,
        topic,
        work: () => handOn({ packet, receivedUs, status }, parts, acknowledge),
      });
    },
    oversized(message) {
      const { qos, topic } = message;
      inTurn({ qos, topic, work: () => refuse(message, parts, acknowledge) });
    },
    end() {
      isEnded = true;
      for (const { qos, topic } of waiting.splice(0)) {
        if (qos > 0) openCount--;
        else host.reject(`${topic}: the connection ended before there was room for it`);
      }
    },
    async settled() {
      if (openCount === 0) return;
      settled ??= Promise.withResolvers();
      await settled.promise;
    },
  };
}

type Acknowledge = (message: Pick<IPublishPacket, 'messageId' | 'qos'>) => void;

/** A message, its time of arrival and its status. */
interface Arrival {
  readonly packet: IPublishPacket;
  readonly receivedUs: number;
  readonly status: number;
}

/** Good only where the message was published just now, as far as is known. */
function statusOf({ retain, dup }: IPublishPacket, { isOver }: Backlog): number {
  if (retain) return StatusCode.uncertainInitialValue;
  return dup || !isOver ? StatusCode.uncertain : StatusCode.good;
}

function handOn(arrival: Arrival, parts: DeliveryParts, acknowledge: Acknowledge): void {
  const { host, plansOfTopic, availability, receipts, unwanted } = parts;
  const { packet } = arrival;
  const { topic, messageId, qos, dup } = packet;
  const plans = plansOfTopic.get(topic) ?? [];
  if (plans.length === 0 && !availability.isOn(topic)) {
    host.reject(`unknown topic ${topic}`);
    unwanted(topic);
    acknowledge(packet);
    return;
  }
  const before = dup && qos > 0 ? receipts.find(packet) : undefined;
  if (before !== undefined) {
    host.reject(`${topic}: message ${messageId} came again, and is not stored twice`);
    before.whenSafe(() => acknowledge(packet));
    return;
  }
  availability.take(packet);
  push(arrival, plans, parts, acknowledge);
}

function push(
  { packet, receivedUs, status }: Arrival,
  plans: readonly number[],
  { host, receipts, availability, heard }: DeliveryParts,
  acknowledge: Acknowledge,
): void {
  const { topic, retain, qos } = packet;
  const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
  const handedOn = qos === 0 ? undefined : receipts.add(packet);
  let leftCount = plans.length;
  const safe = (): void => {
    if (--leftCount === 0) handedOn?.safe();
  };
  handedOn?.whenSafe(() => acknowledge(packet));
  if (plans.length === 0) handedOn?.safe();
  for (const plan of plans) {
    const frame = { plan, receivedUs, status, payload };
    if (!host.push(frame, handedOn === undefined ? undefined : safe, handedOn?.receipt)) {
      // The queue had room, so it would not take the message next time either.
      host.fail(`${topic}: a payload of ${sizeOf(payload.length)} was dropped`);
      safe();
    }
    if (status === StatusCode.good) heard(plan, receivedUs);
    availability.spoke(plan, retain);
  }
}

/** Makes the tags Bad: their newest value is unknown, so the one before may not stay Good. */
function refuse(
  message: OversizedMessage,
  { host, plansOfTopic, maxPayloadBytes }: DeliveryParts,
  acknowledge: Acknowledge,
): void {
  const { topic, payloadBytes, qos, messageId } = message;
  host.reject(`${topic}: ${sizeOf(payloadBytes)}, at most ${sizeOf(maxPayloadBytes)}`);
  const receivedUs = host.nowUs();
  const status = StatusCode.badEncodingLimitsExceeded;
  for (const plan of plansOfTopic.get(topic) ?? []) {
    host.push({ plan, receivedUs, status, payload: NO_PAYLOAD });
  }
  acknowledge({
    qos: qos as IPublishPacket['qos'],
    ...(messageId === undefined ? {} : { messageId }),
  });
}

const MIB = 1_048_576;

function sizeOf(byteCount: number): string {
  return byteCount < MIB ? `${byteCount} bytes` : `${(byteCount / MIB).toFixed(1)} MiB`;
}
