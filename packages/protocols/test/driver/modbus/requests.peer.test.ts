import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { register, startNoted, type NotedDriver } from '../../support/modbus-notes.ts';
import {
  answerTo,
  exceptionTo,
  frameOf,
  startModbusPeer,
  type PeerScript,
} from '../../support/modbus-peer.ts';

const good: PeerScript = (request, socket) => void socket.write(answerTo(request));
const badOf = (driver: NotedDriver, tag: string): number[] =>
  driver
    .samplesOf(tag)
    .filter(({ status }) => status !== 0)
    .map(({ status }) => status);

describe('a device that is busy', () => {
  test.each([5, 6])(
    'with exception %i now and then is asked again within the interval, and nothing is Bad',
    async (code) => {
      await using peer = await startModbusPeer((request, socket) => {
        if (request.number % 2 === 0) socket.write(exceptionTo(request, code));
        else good(request, socket);
      });
      await using driver = await startNoted({
        port: peer.port,
        pollIntervalMs: 1_000,
        tags: [register('a', 1)],
      });
      await driver.host.until(() => driver.goodCount('a') === 3);
      const [, refused, again] = peer.requests;
      expect(again!.atMs - refused!.atMs).toBeLessThan(900);
      expect(badOf(driver, 'a')).toEqual([]);
      expect(driver.host.failures).toEqual([]);
    },
  );

  test('for ever is told, with its reason', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number > 5) socket.write(exceptionTo(request, 6));
      else good(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 1)] });
    await driver.host.until(() => badOf(driver, 'a').length > 0);
    expect(driver.latest('a')!.status).toBe(StatusCode.badDeviceFailure);
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'degraded');
    expect(driver.host.states.at(-1)!.reason).toContain('exception 6, server device busy');
  });

  test.each([
    { code: 4, status: StatusCode.badDeviceFailure },
    { code: 7, status: StatusCode.badDeviceFailure },
    { code: 9, status: StatusCode.badDeviceFailure },
    { code: 1, status: StatusCode.badConfigurationError },
  ])('is not one with exception $code: that is Bad', async ({ code, status }) => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number === 3) socket.write(exceptionTo(request, code));
      else good(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 1)] });
    await driver.host.until(() => driver.goodCount('a') > 4);
    expect(badOf(driver, 'a')).toEqual([status]);
  });
});

describe('a device without one of the registers that are asked for', () => {
  const addresses = Array.from({ length: 60 }, (_, address) => address);
  const tags = addresses.map((address) => register(`r${address}`, address));
  const without =
    (missing: readonly number[], code: number): PeerScript =>
    (request, socket) => {
      const { address, quantity } = request;
      const isTouched = missing.some((each) => each >= address && each < address + quantity);
      if (isTouched) socket.write(exceptionTo(request, code));
      else good(request, socket);
    };

  test.each([
    { missing: [59], code: 2 },
    { missing: [0], code: 2 },
    { missing: [17], code: 3 },
    { missing: [3, 4, 40], code: 2 },
  ])('$missing (exception $code) has the others Good, and names what it lacks', async (given) => {
    await using peer = await startModbusPeer(without(given.missing, given.code));
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.samplesOf('r30').length > 8);
    for (const address of addresses) {
      const statuses = new Set(driver.samplesOf(`r${address}`).map(({ status }) => status));
      const isMissing = given.missing.includes(address);
      expect(statuses).toEqual(new Set([isMissing ? StatusCode.badConfigurationError : 0]));
      expect(driver.latest(`r${address}`)!.value).toBe(isMissing ? NaN : address);
    }
    const { state, reason } = driver.host.states.at(-1)!;
    expect(state).toBe('degraded');
    for (const address of given.missing) {
      expect(reason).toContain(`unit 1, holding register ${address}: r${address}`);
    }
    expect(driver.host.failures).toEqual([reason]);
    // A known gap is not asked for again in each round.
    const asked = peer.requests.slice(-40);
    const isMissing = (address: number): boolean => given.missing.includes(address);
    expect(asked.some(({ address, quantity }) => quantity === 1 && isMissing(address))).toBe(false);
  });

  test('that answers no more has no value Good', async () => {
    await using peer = await startModbusPeer(without([1], 2));
    await using driver = await startNoted({ port: peer.port, tags: tags.slice(0, 6) });
    await driver.host.until(() => driver.samplesOf('r5').length > 3);
    peer.script = () => undefined;
    await driver.host.until(() =>
      tags.slice(0, 6).every(({ name }) => driver.latest(name)!.status < 0),
    );
    peer.script = without([1], 2);
    await driver.host.until(() => driver.latest('r5')!.status === 0);
    expect(driver.latest('r1')!.status).toBeLessThan(0);
  });

  test('does not cut a value of two registers', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.address % 2 === 1 || request.quantity % 2 === 1)
        socket.write(exceptionTo(request, 4));
      else without([6], 2)(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      tags: [0, 2, 4, 6, 8].map((address) =>
        register(`r${address}`, address, { rawType: 'uint32' }),
      ),
    });
    await driver.host.until(() => driver.samplesOf('r8').length > 3);
    expect(driver.latest('r8')).toEqual({ value: 8 * 65_536 + 9, status: 0 });
    expect(driver.latest('r6')!.status).toBe(StatusCode.badConfigurationError);
    expect(driver.latest('r4')!.status).toBe(0);
  });

  test('that are coils has the others Good', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      const { address, quantity } = request;
      if (address <= 9 && address + quantity > 9) {
        socket.write(exceptionTo(request, 2));
        return;
      }
      // Every third coil is on.
      const data = Buffer.alloc(Math.ceil(quantity / 8));
      for (let bit = 0; bit < quantity; bit++) {
        if ((address + bit) % 3 === 0) data[bit >> 3]! |= 1 << (bit & 7);
      }
      socket.write(frameOf(request, Buffer.from([1, data.length, ...data])));
    });
    const coils = Array.from({ length: 20 }, (_, address) => address);
    await using driver = await startNoted({
      port: peer.port,
      tags: coils.map((address) => ({ name: `c${address}`, address, table: 'coil' as const })),
    });
    await driver.host.until(() => driver.samplesOf('c19').length > 3);
    for (const address of coils.filter((each) => each !== 9)) {
      const value = address % 3 === 0 ? 1 : 0;
      expect(driver.latest(`c${address}`)).toEqual({ value, status: 0 });
    }
    expect(driver.latest('c9')!.status).toBe(StatusCode.badConfigurationError);
  });

  test('that gives only so many at once is asked for so many', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.quantity > 20) socket.write(exceptionTo(request, 3));
      else good(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.samplesOf('r59').length > 5);
    for (const { name } of tags) expect(badOf(driver, name)).toEqual([]);
    expect(driver.host.states.at(-1)).toEqual({ state: 'connected', reason: undefined });
    // Four requests a round, once that is known.
    expect(peer.requests.slice(-8).map(({ quantity }) => quantity)).toEqual(
      Array.from({ length: 8 }, () => 15),
    );
  });

  test('alone in its request is Bad with the reason, and Good when the device has it', async () => {
    await using peer = await startModbusPeer(without([5], 2));
    await using driver = await startNoted({
      port: peer.port,
      tags: [register('near', 0), register('far', 5)],
    });
    await driver.host.until(() => badOf(driver, 'far').length > 0);
    expect(driver.latest('far')!.status).toBe(StatusCode.badConfigurationError);
    peer.script = good;
    await driver.host.until(() => driver.latest('far')!.value === 5);
    expect(badOf(driver, 'near')).toEqual([]);
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'connected');
  });
});

test('a poll rhythm that is not kept is told once, and once more when it is kept', async () => {
  let answerMs = 15;
  await using peer = await startModbusPeer(async (request, socket) => {
    await delay(answerMs);
    good(request, socket);
  });
  await using driver = await startNoted({
    port: peer.port,
    pollIntervalMs: 100,
    tags: Array.from({ length: 30 }, (_, index) => register(`r${index}`, 10 * index)),
  });
  await driver.host.until(() => driver.host.states.at(-1)!.state === 'degraded');
  const count = driver.goodCount('r29');
  await driver.host.until(() => driver.goodCount('r29') > count + 4);
  expect(driver.host.failures).toHaveLength(1);
  expect(driver.host.failures[0]).toMatch(/^a round takes [\d.]+ s, the interval is 0\.1 s$/);
  answerMs = 0;
  await driver.host.until(() => driver.host.states.at(-1)!.state === 'connected');
  expect(driver.host.failures).toHaveLength(1);
});

test('a host that is full holds up the polling, and that is no fault of the peer', async () => {
  let release: (() => void) | undefined;
  await using peer = await startModbusPeer(good);
  const full = Promise.withResolvers<void>();
  await using driver = await startNoted(
    { port: peer.port, tags: [register('a', 1)] },
    { whenReady: () => (release === undefined ? undefined : full.promise) },
  );
  await driver.host.until(() => driver.goodCount('a') > 2);
  release = full.resolve;
  // A request that is on its way already is let through.
  let count: number;
  do {
    count = peer.requests.length;
    await delay(500);
  } while (peer.requests.length > count);
  const { resolve } = full;
  release = undefined;
  resolve();
  await driver.host.until(() => peer.requests.length > count + 2);
  expect(driver.host.states.at(-1)!.state).toBe('connected');
  expect(badOf(driver, 'a')).toEqual([]);
});
