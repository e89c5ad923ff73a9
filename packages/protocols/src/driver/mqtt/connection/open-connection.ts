import type { Duplex } from 'node:stream';
import { generate, parser as createParser, type IPublishPacket, type Packet } from 'mqtt-packet';
import type { BrokerAddress } from '../../../mqtt/broker-of.ts';
import { createAnswers, type Answers } from './answers.ts';
import { openStream, type OpenLimits } from './open-stream.ts';
import { createOversizeGate, type OversizedMessage } from './create-oversize-gate.ts';
import { createRequests, type RequestLimits, type Requests } from './requests.ts';

/** What is told of a connection as it happens, in the order in which it came from the broker. */
interface MqttListener {
  /** Something came. */
  heard(): void;
  /** The broker takes the client, and has kept its session or not. */
  accepted(isSessionPresent: boolean): void;
  message(packet: IPublishPacket): void;
  /** A message whose payload is too long went by. */
  oversized(message: OversizedMessage): void;
}

/** Limits of a connection. */
export interface ConnectionLimits extends OpenLimits, RequestLimits {
  /** Longest payload that is taken. */
  readonly maxPayloadBytes: number;
}

/** A connection to a broker, by MQTT 3.1.1. */
export interface MqttConnection extends Requests {
  /** Rejects with the reason when the broker, or the way to it, ends the connection. */
  readonly ended: Promise<never>;
  /** Begins to read. Called once, before anything is asked for. */
  listen(listener: MqttListener): void;
  /** Whether nothing is read: neither answers nor proof that the broker is there can come. */
  readonly isPaused: boolean;
  /** Reads nothing more, so that the broker has to wait. */
  pause(): void;
  resume(): void;
  /** Says goodbye, and waits a moment for what was sent to arrive. */
  close(): Promise<void>;
}

const GOODBYE_MS = 1_000;

/**
 * Opens the way to a broker; nothing is said yet.
 *
 * @throws Error with the reason when it cannot be reached
 */
export async function openConnection(
  address: BrokerAddress,
  limits: ConnectionLimits,
  signal: AbortSignal,
): Promise<MqttConnection> {
  const stream = await openStream(address, limits, signal);
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const answers = createAnswers(ended.promise);
  let isPaused = false;
  let isClosing = false;

  const send = (packet: Packet): void => {
    if (!stream.writable) return;
    // Acknowledgements come in groups: they leave in one piece.
    if (stream.writableCorked === 0) {
      stream.cork();
      process.nextTick(() => stream.uncork());
    }
    stream.write(generate(packet));
  };
  stream.once('error', (error) => ended.reject(error));
  stream.once('close', () => ended.reject(new Error('the broker closed the connection')));

  return {
    ended: ended.promise,
    ...createRequests(send, answers, limits),
    listen(listener) {
      const take = createTaker(listener, answers, send);
      const read = createReader(limits.maxPayloadBytes, take, listener);
      stream.on('data', (chunk: Buffer) => {
        if (isClosing) return;
        listener.heard();
        try {
          read(chunk);
        } catch (error) {
          ended.reject(error);
          stream.destroy();
        }
      });
    },
    get isPaused() {
      return isPaused;
    },
    pause() {
      isPaused = true;
      answers.hold();
      stream.pause();
    },
    resume() {
      isPaused = false;
      answers.goOn();
      stream.resume();
    },
    async close() {
      isClosing = true;
      await sayGoodbye(stream);
    },
  };
}

/** Takes packets that came: each kind goes its way. */
function createTaker(
  listener: MqttListener,
  answers: Answers,
  send: (packet: Packet) => void,
): (packet: Packet) => void {
  let isAccepted = false;
  return (packet) => {
    if (isAccepted === (packet.cmd === 'connack')) {
      throw new Error(`not MQTT: ${packet.cmd.toUpperCase()} came out of turn`);
    }
    if (packet.cmd === 'publish') {
      listener.message(packet);
      return;
    }
    if (packet.cmd === 'pubrel') {
      send({ cmd: 'pubcomp', messageId: packet.messageId! });
      return;
    }
    if (packet.cmd === 'connack' && packet.returnCode === 0) {
      isAccepted = true;
      listener.accepted(packet.sessionPresent);
    }
    answers.give(packet.cmd, packet);
  };
}

async function sayGoodbye(stream: Duplex): Promise<void> {
  if (stream.destroyed) return;
  const closed = Promise.withResolvers<void>();
  stream.once('close', () => closed.resolve());
  const timer = setTimeout(() => stream.destroy(), GOODBYE_MS);
  // What is not read would make the system throw away what is still on its way to the broker.
  stream.resume();
  stream.end(generate({ cmd: 'disconnect' }));
  await closed.promise;
  clearTimeout(timer);
}

function createReader(
  maxPayloadBytes: number,
  take: (packet: Packet) => void,
  { oversized }: Pick<MqttListener, 'oversized'>,
): (chunk: Buffer) => void {
  const parser = createParser({ protocolVersion: 4 });
  let failure: Error | undefined;
  parser.on('packet', take);
  parser.on('error', (error: Error) => (failure ??= error));
  return createOversizeGate(maxPayloadBytes, {
    pass(bytes) {
      parser.parse(bytes);
      if (failure !== undefined) throw new Error(`not MQTT: ${failure.message}`);
    },
    refuse: oversized,
  });
}
