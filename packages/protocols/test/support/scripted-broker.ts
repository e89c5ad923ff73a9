import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import {
  generate,
  parser as createParser,
  type IPublishPacket,
  type ISubscribePacket,
  type Packet,
} from 'mqtt-packet';
import { expect } from 'vitest';

/** One connection of a client to a scripted broker. */
export interface BrokerLink {
  /** Number of connections before it. */
  readonly number: number;
  /** Packets of the client, in order. */
  readonly received: Packet[];
  readonly isOpen: boolean;
  send(...packets: Packet[]): void;
  sendBytes(bytes: Uint8Array): void;
  /** Cuts the connection. */
  cut(): void;
  /** Identifiers of the messages that were acknowledged, in order. */
  acknowledged(): number[];
}

/** Answers a packet; where it returns false, the broker answers as one that takes everything. */
export type Script = (packet: Packet, link: BrokerLink) => boolean;

/** A broker on loopback that follows a script. */
export interface ScriptedBroker extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly links: readonly BrokerLink[];
  /** Waits for the connection of a number, and for its first subscription to be answered. */
  subscribed(number: number): Promise<BrokerLink>;
}

/** Starts a broker. */
export async function startScriptedBroker(script: Script = () => false): Promise<ScriptedBroker> {
  const links: BrokerLink[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const link = createLink(socket, links.length);
    links.push(link);
    const parser = createParser({ protocolVersion: 4 });
    parser.on('packet', (packet) => {
      link.received.push(packet);
      if (!script(packet, link)) answer(packet, link);
    });
    socket.on('data', (chunk: Buffer) => parser.parse(chunk));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    links,
    async subscribed(number) {
      const hasSubscribed = (): boolean =>
        links[number]?.received.some(({ cmd }) => cmd === 'subscribe') ?? false;
      await expect.poll(hasSubscribed, { interval: 2 }).toBe(true);
      return links[number]!;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function createLink(socket: Socket, number: number): BrokerLink {
  const received: Packet[] = [];
  return {
    number,
    received,
    get isOpen() {
      return !socket.destroyed && !socket.readableEnded;
    },
    send: (...packets) =>
      void socket.write(Buffer.concat(packets.map((packet) => generate(packet)))),
    sendBytes: (bytes) => void socket.write(bytes),
    cut: () => void socket.destroy(),
    acknowledged: () =>
      received.flatMap(({ cmd, messageId }) => (cmd === 'puback' ? [messageId!] : [])),
  };
}

function answer(packet: Packet, link: BrokerLink): void {
  const { messageId = 0 } = packet;
  if (packet.cmd === 'connect') {
    link.send({ cmd: 'connack', returnCode: 0, sessionPresent: false });
  }
  if (packet.cmd === 'subscribe') link.send(grant(packet, () => true));
  if (packet.cmd === 'unsubscribe') link.send({ cmd: 'unsuback', messageId, granted: [] });
  if (packet.cmd === 'pingreq') link.send({ cmd: 'pingresp' });
}

/** The answer to a subscription that grants some filters and refuses the others. */
export function grant(
  { messageId, subscriptions }: ISubscribePacket,
  isGranted: (filter: string) => boolean,
): Packet {
  const granted = subscriptions.map(({ topic }) => (isGranted(topic) ? 1 : 0x80));
  return { cmd: 'suback', messageId: messageId!, granted };
}

/** A message of QoS 1, or of QoS 0 without a number. */
export function messageOf(
  topic: string,
  payload: string | Buffer,
  { messageId, ...flags }: { messageId?: number; dup?: boolean; retain?: boolean } = {},
): IPublishPacket {
  const numbered = messageId === undefined ? { qos: 0 as const } : { qos: 1 as const, messageId };
  return { cmd: 'publish', topic, payload, dup: false, retain: false, ...numbered, ...flags };
}
