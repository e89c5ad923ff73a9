import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModbusSourceDefinition } from '@varve/protocols';
import type { Fault, FaultyPlant } from './fault.ts';
import { stepAt, valueAt } from './journal.ts';

const POLL_INTERVAL_MS = 200;
const TIMEOUT_MS = 300;
const UNITS = [1, 2, 3];
const TAGS_PER_UNIT = 3;
// Far enough from one another that each tag is a request of its own.
const ADDRESS_STEP = 200;
const NOTICED_MS = 4_000;
const REQUEST_BYTES = 12;
const NOT_AVAILABLE = 0xffff_ffff;

/** The current fault. */
interface Wrongs {
  silentUnit: number | undefined;
  isSilent: boolean;
  /** Answers that come after the time-out, by so much, in milliseconds. */
  lateMs: number;
  exceptionUnit: number | undefined;
  exceptionCode: number;
  notAvailableUnit: number | undefined;
  /** Changes the bytes of an answer. */
  spoil: ((answer: Buffer) => Buffer) | undefined;
  isRefusing: boolean;
}

/** A gateway with three units whose registers show the number of their tag and the step of the plant. */
export async function startModbusPlant(startMs: number, firstTag: number): Promise<FaultyPlant> {
  const wrongs: Wrongs = {
    silentUnit: undefined,
    isSilent: false,
    lateMs: 0,
    exceptionUnit: undefined,
    exceptionCode: 4,
    notAvailableUnit: undefined,
    spoil: undefined,
    isRefusing: false,
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (wrongs.isRefusing) socket.resetAndDestroy();
    else serve(socket, wrongs, (unit, index) => valueOf(startMs, firstTag, unit, index));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const source = sourceOf(port);
  return {
    source,
    faults: faultsOf(wrongs, sockets, source),
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function valueOf(startMs: number, firstTag: number, unit: number, index: number): number {
  const tag = firstTag + (unit - 1) * TAGS_PER_UNIT + index;
  return valueAt(tag, stepAt(startMs, Date.now()));
}

function sourceOf(port: number): ModbusSourceDefinition {
  const tags = UNITS.flatMap((unitId) =>
    Array.from({ length: TAGS_PER_UNIT }, (_, index) => ({
      name: `modbus/${unitId}/${index}`,
      unitId,
      address: index * ADDRESS_STEP,
      rawType: 'uint32' as const,
      nulls: [NOT_AVAILABLE],
      interpolation: 'step' as const,
    })),
  );
  return {
    name: 'modbus',
    protocol: 'modbus',
    host: '127.0.0.1',
    port,
    pollIntervalMs: POLL_INTERVAL_MS,
    timeoutMs: TIMEOUT_MS,
    tags,
  };
}

/** Answers requests one after the other, as a serial gateway does. */
function serve(
  socket: Socket,
  wrongs: Wrongs,
  value: (unit: number, index: number) => number,
): void {
  let waiting = Buffer.alloc(0);
  let last = Promise.resolve();
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= REQUEST_BYTES) {
      const request = waiting.subarray(0, REQUEST_BYTES);
      waiting = waiting.subarray(REQUEST_BYTES);
      last = last.then(() => answer(socket, request, wrongs, value));
    }
  });
}

async function answer(
  socket: Socket,
  request: Buffer,
  wrongs: Wrongs,
  value: (unit: number, index: number) => number,
): Promise<void> {
  const unit = request[6]!;
  if (wrongs.isSilent || wrongs.silentUnit === unit) return;
  const index = request.readUInt16BE(8) / ADDRESS_STEP;
  const number = wrongs.notAvailableUnit === unit ? NOT_AVAILABLE : value(unit, index);
  if (wrongs.lateMs > 0) await delay(wrongs.lateMs);
  const isRefused = wrongs.exceptionUnit === unit;
  const body = isRefused ? [0x83, wrongs.exceptionCode] : [3, 4, ...bytesOf(number)];
  const frame = Buffer.from([request[0]!, request[1]!, 0, 0, 0, body.length + 1, unit, ...body]);
  if (!socket.destroyed) socket.write(wrongs.spoil?.(frame) ?? frame);
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function faultsOf(
  wrongs: Wrongs,
  sockets: ReadonlySet<Socket>,
  { tags }: ModbusSourceDefinition,
): Fault[] {
  const all = tags.map(({ name }) => name);
  const ofUnit = (unit: number) => all.filter((name) => name.startsWith(`modbus/${unit}/`));
  const set = <Key extends keyof Wrongs>(key: Key, value: Wrongs[Key]) => {
    const before = wrongs[key];
    wrongs[key] = value;
    return () => void (wrongs[key] = before);
  };
  const fault = (
    kind: string,
    names: readonly string[],
    begin: Fault['begin'],
    lastsMs: Fault['lastsMs'] = [6_000, 9_000],
  ): Fault => ({
    kind: `modbus: ${kind}`,
    tags: names,
    lastsMs,
    limitMs: NOTICED_MS,
    graceMs: TIMEOUT_MS + POLL_INTERVAL_MS,
    isFilledLater: false,
    begin,
  });
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const spoil = (kind: string, change: (answer: Buffer) => Buffer) =>
    fault(kind, all, () => set('spoil', change));
  return [
    ...UNITS.map((unit) =>
      fault(`unit ${unit} is silent`, ofUnit(unit), () => set('silentUnit', unit)),
    ),
    fault('unit 2 answers device failure', ofUnit(2), () => set('exceptionUnit', 2)),
    fault('unit 3 has no value', ofUnit(3), () => set('notAvailableUnit', 3)),
    fault('the gateway is silent', all, () => set('isSilent', true)),
    fault('answers come too late', all, () => set('lateMs', 2 * TIMEOUT_MS)),
    fault('connections are reset', all, () => {
      const end = set('isRefusing', true);
      reset();
      return end;
    }),
    fault('one connection is reset', [], () => (reset(), () => undefined), [500, 1_000]),
    spoil('another unit answers', (frame) => {
      frame[6] = (frame[6]! % UNITS.length) + 1;
      return frame;
    }),
    spoil('another transaction is answered', (frame) => {
      frame.writeUInt16BE((frame.readUInt16BE(0) + 1) % 65_536, 0);
      return frame;
    }),
    spoil('bytes precede the answer', (frame) => Buffer.concat([Buffer.of(0xff, 0xff), frame])),
    spoil('the length is not true', (frame) => {
      frame.writeUInt16BE(49_200, 4);
      return frame;
    }),
  ];
}
