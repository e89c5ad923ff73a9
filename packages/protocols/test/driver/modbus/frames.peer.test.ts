import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { register, startNoted } from '../../support/modbus-notes.ts';
import {
  answerTo,
  exceptionTo,
  frameOf,
  startModbusPeer,
  type PeerRequest,
  type PeerScript,
} from '../../support/modbus-peer.ts';
import { bytes } from '../../support/samples.ts';

const good: PeerScript = (request, socket) => void socket.write(answerTo(request));
const { badCommunicationError, badDecodingError, badTimeout } = StatusCode;

describe('an answer that comes with the next one', () => {
  const first = bytes('00 01 00 00 00 05 01 03 02 04 57');

  test('is of the block that was asked for it: too late for this, and no value of another', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number === 2) {
        socket.write(Buffer.concat([first, bytes('00 02 00 00 00 05 01 03 02 08 AE')]));
      } else if (request.number > 2) good(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      tags: [register('pressure', 0), register('temperature', 100)],
    });
    await driver.host.until(() => driver.samplesOf('temperature').length > 0);
    expect(driver.samplesOf('pressure')[0]!.status).toBe(badTimeout);
    expect(driver.samplesOf('temperature')[0]).toEqual({ value: 2_222, status: 0 });
    expect(driver.host.rejections).toEqual([
      expect.stringMatching(/^unit 1 answered \d+ ms after it was asked, too late$/),
    ]);
    await driver.host.until(() => driver.latest('pressure')!.status === 0);
    expect(driver.samplesOf('pressure').map(({ value }) => value)).not.toContain(1_111);
  });

  test.each([
    { title: 'as long', rawType: 'uint16' as const, second: '05 02 03 02 08 AE', value: 2_222 },
    {
      title: 'of another length',
      rawType: 'uint32' as const,
      second: '07 02 03 04 08 AE 08 AE',
      value: 145_623_214,
    },
  ])(
    'of another unit, $title, is no value of the next unit',
    async ({ rawType, second, value }) => {
      await using peer = await startModbusPeer((request, socket) => {
        if (request.number === 2) {
          socket.write(Buffer.concat([first, bytes(`00 02 00 00 00 ${second}`)]));
        }
      });
      await using driver = await startNoted({
        port: peer.port,
        tags: [register('unit1', 0, { unitId: 1 }), register('unit2', 0, { unitId: 2, rawType })],
      });
      await driver.host.until(() => driver.samplesOf('unit2').length > 0);
      expect(driver.samplesOf('unit1').map(({ status }) => status)).toEqual([badTimeout]);
      expect(driver.samplesOf('unit2')[0]).toEqual({ value, status: 0 });
    },
  );

  test.each([{ place: 'before' }, { place: 'behind' }])(
    'that nobody asked for, $place the right one, is counted and taken for nothing',
    async ({ place }) => {
      const unasked = bytes('03 E7 00 00 00 05 01 03 02 00 07');
      await using peer = await startModbusPeer((request, socket) => {
        const right = answerTo(request, () => 42);
        socket.write(Buffer.concat(place === 'before' ? [unasked, right] : [right, unasked]));
      });
      await using driver = await startNoted({ port: peer.port, tags: [register('a', 0)] });
      await driver.host.until(() => driver.samplesOf('a').length > 10);
      expect(new Set(driver.samplesOf('a').map(({ value }) => value))).toEqual(new Set([42]));
      expect(driver.host.rejections.length).toBeGreaterThanOrEqual(10);
      expect(driver.host.rejections[0]).toMatch(
        /^answer to transaction 999, (1|nothing) was asked$/,
      );
      expect(driver.host.states.at(-1)!.state).toBe('connected');
    },
  );
});

describe('a stream that is out of step', () => {
  const right = (request: PeerRequest): Buffer => answerTo(request, () => 42);
  const spoilt =
    (change: (frame: Buffer) => void) =>
    (request: PeerRequest): Buffer => {
      const frame = right(request);
      change(frame);
      return frame;
    };

  test.each<{ title: string; answer: (request: PeerRequest) => Uint8Array; seen: string }>([
    {
      title: 'with a length of 49,200',
      answer: () => bytes('00 05 00 00 C0 30 30 00 00 00 00'),
      seen: '49200 came (00 05 00 00 c0 30 30)',
    },
    { title: 'with a length of 0', answer: spoilt((frame) => frame.fill(0, 4, 6)), seen: '0 came' },
    { title: 'with a length of 1', answer: spoilt((frame) => (frame[5] = 1)), seen: '1 came' },
    {
      title: 'by bytes before an answer',
      answer: (request) => Buffer.concat([bytes('FF FF'), right(request)]),
      seen: 'protocol 0 was expected',
    },
    {
      title: 'by another protocol',
      answer: spoilt((frame) => (frame[3] = 1)),
      seen: 'protocol 0 was expected, 1 came',
    },
    {
      title: 'with a frame of 65,541 bytes',
      answer: () => Buffer.concat([bytes('00 05 00 00 FF FF 01 03'), Buffer.alloc(65_533)]),
      seen: '65535 came',
    },
  ])('$title is left for a new connection, and the reason says what was seen', async (given) => {
    await using peer = await startModbusPeer((request, socket) => {
      socket.write(request.number === 5 ? given.answer(request) : right(request));
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 0)] });
    await driver.host.until(() => driver.goodCount('a') > 8);
    const samples = driver.samplesOf('a');
    const bad = samples.filter(({ status }) => status !== 0);
    expect(bad.length).toBeGreaterThan(0);
    expect(bad.length).toBeLessThan(3);
    expect(new Set(samples.map(({ value }) => value))).toEqual(new Set([42, NaN]));
    expect(peer.sockets).toHaveLength(2);
    const lost = driver.host.states.find(({ state }) => state === 'disconnected');
    expect(lost!.reason).toContain(given.seen);
    expect(lost!.reason).toContain(`127.0.0.1:${peer.port}`);
  });
});

describe('an answer of another unit', () => {
  const tags = ['a', 'b'].map((name, index) =>
    register(name, 2 * index, { unitId: 247, rawType: 'float32' }),
  );
  const foreign = bytes('03 08 42 00 00 00 42 15 00 00');

  test('is refused, and told as what it is', async () => {
    await using peer = await startModbusPeer(
      (request, socket) => void socket.write(frameOf({ ...request, unitId: 200 }, foreign)),
    );
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'disconnected');
    const reason = 'unit 200 answered, 247 was asked';
    expect(driver.host.rejections[0]).toBe(reason);
    expect(driver.host.failures[0]).toContain(reason);
    expect(driver.latest('a')).toEqual({ value: NaN, status: badCommunicationError });
    expect(driver.goodCount('a') + driver.goodCount('b')).toBe(0);
    expect(driver.host.states.map(({ state }) => state)).not.toContain('connected');
  });

  test('that is an exception is not the exception of the one that was asked', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number === 3) socket.write(frameOf({ ...request, unitId: 9 }, bytes('83 02')));
      else good(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 1)] });
    await driver.host.until(() => driver.goodCount('a') > 4);
    expect(driver.samplesOf('a').find(({ status }) => status !== 0)!.status).toBe(
      badCommunicationError,
    );
    expect(driver.host.rejections).toEqual(['unit 9 answered, 1 was asked']);
  });

  test.each([0, 255])('%i is taken where the source says so', async (unitId) => {
    await using peer = await startModbusPeer(
      (request, socket) => void socket.write(frameOf({ ...request, unitId }, foreign)),
    );
    await using driver = await startNoted({ port: peer.port, tags, acceptUnitIds: [0, 255] });
    await driver.host.until(() => driver.goodCount('b') > 2);
    expect(driver.latest('a')).toEqual({ value: 32, status: 0 });
    expect(driver.latest('b')).toEqual({ value: 37.25, status: 0 });
  });
});

describe('a transaction id that is not echoed', () => {
  const shifted =
    (by: (transaction: number) => number): PeerScript =>
    (request, socket) =>
      void socket.write(answerTo({ ...request, transaction: by(request.transaction) }, () => 42));

  test('is told as what it is', async () => {
    await using peer = await startModbusPeer(shifted((transaction) => transaction + 1));
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 0)] });
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'disconnected');
    expect(driver.host.rejections[0]).toBe('answer to transaction 2, 1 was asked');
    expect(driver.host.failures[0]).toContain('answer to transaction');
    expect(driver.goodCount('a')).toBe(0);
  });

  test.each([
    { title: 'one more', by: (transaction: number) => transaction + 1 },
    { title: 'always 0', by: () => 0 },
  ])('$title is taken where the source says so', async ({ by }) => {
    await using peer = await startModbusPeer(shifted(by));
    await using driver = await startNoted({
      port: peer.port,
      tags: [register('a', 0), register('b', 9)],
      acceptAnyTransactionId: true,
    });
    await driver.host.until(() => driver.goodCount('b') > 5);
    expect(driver.samplesOf('a').every(({ value }) => value === 42)).toBe(true);
  });

  test('and is taken whatever it is, never makes a late answer the next value', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      const answer = answerTo({ ...request, transaction: 0 });
      // One is late: it comes when the next is waited for.
      if (request.number === 4) setTimeout(() => socket.write(answer), 1_060);
      else setTimeout(() => socket.write(answer), 60);
    });
    await using driver = await startNoted({
      port: peer.port,
      tags: [register('a', 11), register('b', 22)],
      acceptAnyTransactionId: true,
    });
    await driver.host.until(() => driver.goodCount('a') > 3 && driver.goodCount('b') > 3);
    const valuesOf = (tag: string) => new Set(driver.samplesOf(tag).map(({ value }) => value));
    expect(valuesOf('a')).toEqual(new Set([11]));
    expect(valuesOf('b')).toEqual(new Set([22, NaN]));
  });

  test('because the peer is one answer behind for ever, is mended by a new connection', async () => {
    let held: Buffer | undefined;
    await using peer = await startModbusPeer((request, socket) => {
      if (request.connection > 1) {
        good(request, socket);
        return;
      }
      if (held !== undefined) socket.write(held);
      held = answerTo(request);
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 7)] });
    await driver.host.until(() => driver.goodCount('a') > 2);
    expect(peer.sockets).toHaveLength(2);
    expect(driver.host.rejections[0]).toMatch(/^unit 1 answered \d+ ms after it was asked/);
  });
});

describe('what a peer does within the protocol, or beside it', () => {
  test.each([10, 30])('an answer in single bytes, %i ms apart, is an answer', async (apartMs) => {
    await using peer = await startModbusPeer(async (request, socket) => {
      for (const byte of answerTo(request, () => 42)) {
        socket.write(Uint8Array.of(byte));
        await delay(apartMs);
      }
    });
    await using driver = await startNoted({
      port: peer.port,
      timeoutMs: 10_000,
      tags: [register('a', 0)],
    });
    await driver.host.until(() => driver.samplesOf('a').length > 2);
    expect(driver.samplesOf('a').every(({ value }) => value === 42)).toBe(true);
  });

  test('every answer twice in one segment is each answer once', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      const answer = answerTo(request);
      socket.write(Buffer.concat([answer, answer]));
    });
    await using driver = await startNoted({
      port: peer.port,
      tags: [register('a', 3), register('b', 9)],
    });
    await driver.host.until(() => driver.goodCount('b') > 5);
    expect(driver.samplesOf('a').every(({ value }) => value === 3)).toBe(true);
    expect(driver.samplesOf('b').every(({ value }) => value === 9)).toBe(true);
    expect(driver.host.rejections[0]).toBe('unit 1 answered a second time');
  });

  test.each([
    { title: 'more bytes than were asked for', pdu: `03 FA ${'00 07 '.repeat(124)}00` },
    { title: 'another byte count than its length', pdu: '03 04 00 07' },
    { title: 'function 4 for 3', pdu: '04 02 00 07' },
  ])('an answer with $title is Bad once, and the next is Good', async ({ pdu }) => {
    await using peer = await startModbusPeer((request, socket) => {
      socket.write(request.number === 3 ? frameOf(request, bytes(pdu)) : answerTo(request));
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 1)] });
    await driver.host.until(() => driver.goodCount('a') > 4);
    const statuses = driver.samplesOf('a').map(({ status }) => status);
    expect(statuses.filter((status) => status !== 0)).toEqual([badDecodingError]);
    expect(peer.sockets).toHaveLength(1);
  });

  test('an exception with bytes behind it is an exception', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      const exception = Buffer.concat([exceptionTo(request, 4), bytes('00 00')]);
      exception[5] = 5;
      socket.write(request.number === 3 ? exception : answerTo(request));
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 1)] });
    await driver.host.until(() => driver.goodCount('a') > 4);
    const bad = driver.samplesOf('a').filter(({ status }) => status !== 0);
    expect(bad.map(({ status }) => status)).toEqual([StatusCode.badDeviceFailure]);
  });
});
