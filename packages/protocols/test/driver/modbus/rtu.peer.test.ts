import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { register, startNoted } from '../../support/modbus-notes.ts';

/** A frame of 8 bytes that reads something: unit, function, address, quantity, check sum. */
interface RtuRequest {
  readonly number: number;
  readonly connection: number;
  readonly unitId: number;
  readonly functionCode: number;
  readonly address: number;
  readonly quantity: number;
}

interface SerialServer extends AsyncDisposable {
  readonly port: number;
  readonly requests: readonly RtuRequest[];
  readonly sockets: readonly Socket[];
}

const REQUEST_BYTES = 8;

/** Check sum, the slow and obvious way. Source: MODBUS over Serial Line V1.02, section 6.2.2. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return sum;
}

function rtuFrame(bytes: readonly number[]): Buffer {
  const sum = checkSum(Uint8Array.from(bytes));
  return Buffer.from([...bytes, sum & 0xff, sum >> 8]);
}

/** Each register has its address as value. */
function answerTo({ unitId, functionCode, address, quantity }: RtuRequest): Buffer {
  const data = Array.from({ length: quantity }, (_, at) => [
    (address + at) >> 8,
    (address + at) & 0xff,
  ]).flat();
  return rtuFrame([unitId, functionCode, data.length, ...data]);
}

/** A serial server: what the line says goes to every connection. */
async function startSerialServer(
  script: (request: RtuRequest, say: (frame: Uint8Array) => void) => void,
): Promise<SerialServer> {
  const requests: RtuRequest[] = [];
  const sockets: Socket[] = [];
  const say = (frame: Uint8Array): void => {
    for (const socket of sockets) if (!socket.destroyed) socket.write(frame);
  };
  const server = createServer((socket) => {
    const connection = sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      for (let at = 0; at + REQUEST_BYTES <= bytes.length; at += REQUEST_BYTES) {
        const frame = bytes.subarray(at, at + REQUEST_BYTES);
        expect(frame.readUInt16LE(6)).toBe(checkSum(frame.subarray(0, 6)));
        const request: RtuRequest = {
          number: requests.length + 1,
          connection,
          unitId: frame[0]!,
          functionCode: frame[1]!,
          address: frame.readUInt16BE(2),
          quantity: frame.readUInt16BE(4),
        };
        requests.push(request);
        script(request, say);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const transport = 'rtu-over-tcp';

describe('RTU frames through a serial server', () => {
  test('bring registers of several units, and coils', async () => {
    await using server = await startSerialServer((request, say) => {
      if (request.functionCode === 1) say(rtuFrame([request.unitId, 1, 1, 0b10]));
      else say(answerTo(request));
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      tags: [
        register('a', 300, { unitId: 1 }),
        register('b', 301, { unitId: 1 }),
        register('c', 77, { unitId: 9, table: 'input-register' }),
        { name: 'd', unitId: 9, address: 0, table: 'coil' },
        { name: 'e', unitId: 9, address: 1, table: 'coil' },
      ],
    });
    await driver.host.until(() => driver.goodCount('e') > 3);
    const values = ['a', 'b', 'c', 'd', 'e'].map((tag) => driver.latest(tag)!.value);
    expect(values).toEqual([300, 301, 77, 0, 1]);
    expect(driver.host.rejections).toEqual([]);
    expect(driver.host.states.at(-1)!.state).toBe('connected');
    expect(server.sockets).toHaveLength(1);
  });

  test('bring exceptions', async () => {
    await using server = await startSerialServer((request, say) => {
      const { address, quantity } = request;
      if (address <= 5 && address + quantity > 5) say(rtuFrame([request.unitId, 0x83, 2]));
      else say(answerTo(request));
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      tags: [register('a', 4), register('b', 5), register('c', 6)],
    });
    await driver.host.until(() => driver.goodCount('c') > 3);
    expect(driver.latest('b')!.status).toBe(StatusCode.badConfigurationError);
  });

  test('that come late are the value of nobody, though nothing tells them from the next answer', async () => {
    await using server = await startSerialServer((request, say) => {
      setTimeout(() => say(answerTo(request)), request.number === 3 ? 1_200 : 1);
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      tags: [register('a', 11), register('b', 2_222)],
    });
    await driver.host.until(() => driver.goodCount('a') > 3 && driver.goodCount('b') > 3);
    const valuesOf = (tag: string) => new Set(driver.samplesOf(tag).map(({ value }) => value));
    expect(valuesOf('a')).toEqual(new Set([11, NaN]));
    expect(valuesOf('b')).toEqual(new Set([2_222]));
    expect(driver.samplesOf('a').find(({ status }) => status !== 0)!.status).toBe(
      StatusCode.badTimeout,
    );
  });

  test('that nobody asked for are told, and the value of nobody', async () => {
    await using server = await startSerialServer((request, say) => {
      const answer = answerTo(request);
      say(
        request.number === 3
          ? Buffer.concat([answer, answerTo({ ...request, address: 9 })])
          : answer,
      );
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      tags: [register('a', 11), register('b', 2_222)],
    });
    await driver.host.until(() => driver.goodCount('b') > 5);
    expect(new Set(driver.samplesOf('a').map(({ value }) => value))).toEqual(new Set([11]));
    expect(new Set(driver.samplesOf('b').map(({ value }) => value))).toEqual(new Set([2_222]));
    expect(driver.host.rejections).toEqual(['7 bytes beside an answer']);
  });

  test('that are damaged are refused', async () => {
    await using server = await startSerialServer((request, say) => {
      const answer = answerTo(request);
      if (request.number === 3) answer[3]! ^= 1;
      say(answer);
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      tags: [register('a', 11)],
    });
    await driver.host.until(() => driver.goodCount('a') > 4);
    expect(new Set(driver.samplesOf('a').map(({ value }) => value))).toEqual(new Set([11, NaN]));
    expect(driver.host.rejections).toEqual(['unit 1: CRC error']);
  });

  test('of a line that is dead leave no value Good', async () => {
    let isDead = false;
    await using server = await startSerialServer((request, say) => {
      if (!isDead) say(answerTo(request));
    });
    await using driver = await startNoted({
      transport,
      port: server.port,
      timeoutMs: 40,
      tags: [register('a', 11, { unitId: 1 }), register('b', 12, { unitId: 2 })],
    });
    await driver.host.until(() => driver.goodCount('b') > 2);
    isDead = true;
    const isBad = (tag: string): boolean => driver.latest(tag)!.status < 0;
    await driver.host.until(() => isBad('a') && isBad('b'));
    isDead = false;
    await driver.host.until(
      () => driver.latest('a')!.value === 11 && driver.latest('b')!.value === 12,
    );
    expect(server.sockets.length).toBeGreaterThan(1);
  });
});
