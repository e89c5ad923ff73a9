import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A request as a peer reads it. */
export interface PeerRequest {
  /** Counts from 1, over all connections. */
  readonly number: number;
  /** Connection that it came over, from 1. */
  readonly connection: number;
  readonly transaction: number;
  readonly unitId: number;
  readonly functionCode: number;
  readonly address: number;
  readonly quantity: number;
  readonly atMs: number;
}

/** Reaction of a peer to a request: it writes to the socket, or does not. */
export type PeerScript = (request: PeerRequest, socket: Socket) => void;

/** A server on loopback that reads requests of Modbus TCP and follows the test's script. */
export interface ModbusPeer extends AsyncDisposable {
  readonly port: number;
  readonly requests: readonly PeerRequest[];
  /** All connections so far. */
  readonly sockets: readonly Socket[];
  script: PeerScript;
}

const REQUEST_BYTES = 12;

/** Starts a peer; `opened` is called with each connection. */
export async function startModbusPeer(
  script: PeerScript,
  opened: (socket: Socket, connection: number) => void = () => undefined,
): Promise<ModbusPeer> {
  const requests: PeerRequest[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = sockets.push(socket);
    let stream = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      stream = Buffer.concat([stream, bytes]);
      for (; stream.length >= REQUEST_BYTES; stream = stream.subarray(REQUEST_BYTES)) {
        const request = readRequest(stream, requests.length + 1, connection);
        requests.push(request);
        peer.script(request, socket);
      }
    });
    opened(socket, connection);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer: ModbusPeer = {
    port: (server.address() as AddressInfo).port,
    requests,
    sockets,
    script,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return peer;
}

function readRequest(frame: Buffer, number: number, connection: number): PeerRequest {
  return {
    number,
    connection,
    transaction: frame.readUInt16BE(0),
    unitId: frame[6]!,
    functionCode: frame[7]!,
    address: frame.readUInt16BE(8),
    quantity: frame.readUInt16BE(10),
    atMs: performance.now(),
  };
}

/** The frame of a protocol data unit, in answer to a request. */
export function frameOf(
  { transaction, unitId }: Pick<PeerRequest, 'transaction' | 'unitId'>,
  pdu: Uint8Array,
): Buffer {
  const header = Buffer.alloc(7);
  header.writeUInt16BE(transaction, 0);
  header.writeUInt16BE(pdu.length + 1, 4);
  header[6] = unitId;
  return Buffer.concat([header, pdu]);
}

/** The right answer: each register has what `valueAt` says. */
export function answerTo(
  request: PeerRequest,
  valueAt: (address: number) => number = (address) => address,
): Buffer {
  const data = Buffer.alloc(2 * request.quantity);
  for (let at = 0; at < request.quantity; at++) {
    data.writeUInt16BE(valueAt(request.address + at) & 0xffff, 2 * at);
  }
  return frameOf(request, Buffer.from([request.functionCode, data.length, ...data]));
}

/** An exception in answer to a request. */
export function exceptionTo(request: PeerRequest, code: number): Buffer {
  return frameOf(request, Buffer.from([request.functionCode | 0x80, code]));
}
