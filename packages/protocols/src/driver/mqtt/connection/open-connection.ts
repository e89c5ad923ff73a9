import type { Duplex } from 'node:stream';
import { generate, parser as createParser, type IPublishPacket, type Packet } from 'mqtt-packet';
import type { BrokerAddress } from '../../../mqtt/broker-of.ts';
import { createAnswers, type Answers } from './answers.ts';
import { openStream, type OpenLimits } from './open-stream.ts';
import { createOversizeGate, type OversizedMessage } from './create-oversize-gate.ts';
import { createRequests, type RequestLimits, type Requests } from './requests.ts';

/** Callbacks for the packets of a connection, in their order. */
interface MqttListener {
  /** Called for any bytes. */
  heard(): void;
  /** Called when the broker accepts the client; says whether it kept the session. */
  accepted(isSessionPresent: boolean): void;
  message(packet: IPublishPacket): void;
  /** Called when a message with too long a payload has gone by. */
  oversized(message: OversizedMessage): void;
}

/** Limits of `openConnection`. */
export interface ConnectionLimits extends OpenLimits, RequestLimits {
  /** Longest payload that passes. */
  readonly maxPayloadBytes: number;
}

/** A connection to a broker, by MQTT 3.1.1. */
export interface MqttConnection extends Requests {
  /** Rejects with the reason when the broker, or the way to it, ends the connection. */
  readonly ended: Promise<never>;
  /** Begins to read. It is called once, before the first request. */
  listen(listener: MqttListener): void;
  /** Whether reading is paused: neither answers nor signs of the broker can come then. */
  readonly isPaused: boolean;
  /** Stops reading, so that the broker has to wait. */
  pause(): void;
  resume(): void;
  /** Sends DISCONNECT, and waits a moment for the sent bytes to arrive. */
  close(): Promise<void>;
}

const GOODBYE_MS = 1_000;

/**
 * Opens a connection to a broker, and sends nothing yet.
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
    // Acknowledgements come in groups: they leave in one segment.
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
      const handle = createPacketHandler(listener, answers, send);
      const read = createReader(limits.maxPayloadBytes, handle, listener);
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

/** Hands each kind of packet to the listener or to the request that waits for it. */
function createPacketHandler(
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
  // Unread bytes would make the system drop what is still on its way to the broker.
  stream.resume();
  stream.end(generate({ cmd: 'disconnect' }));
  await closed.promise;
  clearTimeout(timer);
}

function createReader(
  maxPayloadBytes: number,
  handle: (packet: Packet) => void,
  { oversized }: Pick<MqttListener, 'oversized'>,
): (chunk: Buffer) => void {
  const parser = createParser({ protocolVersion: 4 });
  let failure: Error | undefined;
  parser.on('packet', handle);
  parser.on('error', (error: Error) => (failure ??= error));
  return createOversizeGate(maxPayloadBytes, {
    pass(bytes) {
      parser.parse(bytes);
      if (failure !== undefined) throw new Error(`not MQTT: ${failure.message}`);
    },
    refuse: oversized,
  });
}
