import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { register, startNoted, type NotedDriver } from '../../support/modbus-notes.ts';
import {
  answerTo,
  startModbusPeer,
  type PeerRequest,
  type PeerScript,
} from '../../support/modbus-peer.ts';

const good: PeerScript = (request, socket) => void socket.write(answerTo(request));
const silent: PeerScript = () => undefined;

describe('a device that falls silent', () => {
  const tags = [0, 200, 400, 600, 800].map((address) => register(`r${address}`, address));
  const isAll = (driver: NotedDriver, status: number): boolean =>
    tags.every(({ name }) => driver.latest(name)?.status === status);

  test('leaves no value of it Good, soon, and its source says that it has trouble', async () => {
    await using peer = await startModbusPeer(good);
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 200,
      timeoutMs: 250,
      tags,
    });
    await driver.host.until(() => isAll(driver, StatusCode.good));
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'connected');
    const before = driver.host.states.at(-1);
    peer.script = silent;
    const diedAt = performance.now();
    await driver.host.until(() => isAll(driver, StatusCode.badTimeout));
    // Two time-outs and an interval make 0.7 s; a busy machine takes longer.
    expect(performance.now() - diedAt).toBeLessThan(5_000);
    await driver.host.until(() => driver.host.states.at(-1)!.state !== 'connected');
    expect(before).toEqual({ state: 'connected', reason: undefined });
    expect(driver.host.states.at(-1)!.reason).toContain('unit 1 did not answer in time');
    await delay(1_000);
    expect(tags.every(({ name }) => driver.latest(name)!.status < 0)).toBe(true);
    peer.script = good;
    await driver.host.until(() => isAll(driver, StatusCode.good));
    // The state comes at the end of the round, in which the last of them need not be the last that is asked.
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'connected');
    expect(driver.host.states.at(-1)!.reason).toBeUndefined();
  });

  test('on a connection that is half open gets a new one', async () => {
    await using peer = await startModbusPeer(({ connection, ...request }, socket) => {
      const isHalfOpen = connection === 1 && peer.requests.length > 10;
      if (!isHalfOpen) socket.write(answerTo({ connection, ...request }));
    });
    await using driver = await startNoted({ port: peer.port, tags: [register('a', 7)] });
    await driver.host.until(() => driver.latest('a')?.status === StatusCode.badTimeout);
    await driver.host.until(() => driver.latest('a')?.status === StatusCode.good);
    expect(peer.sockets).toHaveLength(2);
    expect(driver.host.states.map(({ state }) => state)).toContain('disconnected');
    expect(driver.host.failures.at(-1)).toContain(`127.0.0.1:${peer.port}`);
  });

  test('that is asked once an hour is asked again at once, over a new connection', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.connection > 1) good(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 3_600_000,
      tags: [register('a', 7)],
    });
    await driver.host.until(() => driver.latest('a')?.value === 7);
    expect(peer.sockets).toHaveLength(2);
  });

  test('for one answer is asked again in the same round', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number !== 3) good(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 3_000,
      tags: [register('a', 7), register('b', 100)],
    });
    await driver.host.until(() => driver.samplesOf('a').length === 3);
    const { badTimeout } = StatusCode;
    expect(driver.samplesOf('a').map(({ status }) => status)).toEqual([0, badTimeout, 0]);
    const [, , lost, next, again] = peer.requests;
    expect([lost!.address, next!.address, again!.address]).toEqual([7, 100, 7]);
    expect(again!.atMs - lost!.atMs).toBeLessThan(2_500);
    expect(driver.samplesOf('b').every(({ status }) => status === 0)).toBe(true);
  });

  describe('behind a gateway with many units, all of which do', () => {
    const units = Array.from({ length: 12 }, (_, index) => index + 1);
    const many = units.map((unitId) => register(`u${unitId}`, unitId, { unitId }));
    const areAll = (driver: NotedDriver, isRight: (status: number) => boolean): boolean =>
      units.every((unit) => isRight(driver.latest(`u${unit}`)?.status ?? -1));

    test('on a connection that is half open, gets a new one, and most of them are never Bad', async () => {
      await using peer = await startModbusPeer(good);
      await using driver = await startNoted({ port: peer.port, tags: many });
      await driver.host.until(() => driver.latest('u12')?.value === 12);
      peer.script = (request, socket) => {
        if (request.connection > 1) good(request, socket);
      };
      await driver.host.until(() => peer.sockets.length === 2);
      const count = driver.goodCount('u12');
      await driver.host.until(() => driver.goodCount('u12') > count + 3);
      expect(areAll(driver, (status) => status === 0)).toBe(true);
      const bad = units.filter((unit) =>
        driver.samplesOf(`u${unit}`).some(({ status }) => status < 0),
      );
      expect(bad.length).toBeLessThan(5);
    });

    test('is Bad as a whole, soon, and Good as a whole soon after it answers again', async () => {
      await using peer = await startModbusPeer(good);
      await using driver = await startNoted({ port: peer.port, tags: many });
      await driver.host.until(() => driver.latest('u12')?.value === 12);
      peer.script = silent;
      const silentAt = performance.now();
      await driver.host.until(() => areAll(driver, (status) => status < 0));
      expect(performance.now() - silentAt).toBeLessThan(10_000);
      await delay(1_000);
      expect(areAll(driver, (status) => status < 0)).toBe(true);
      peer.script = good;
      const backAt = performance.now();
      await driver.host.until(() => areAll(driver, (status) => status === 0));
      expect(performance.now() - backAt).toBeLessThan(10_000);
    });
  });
});

describe('a block that a device does not answer for', () => {
  const missing =
    (addresses: readonly number[]): PeerScript =>
    (request, socket) => {
      if (!addresses.includes(request.address)) socket.write(answerTo(request));
    };
  const asked = (requests: readonly PeerRequest[], address: number): number =>
    requests.filter((request) => request.address === address).length;

  test('does not starve the blocks behind it, and is asked ever more rarely', async () => {
    await using peer = await startModbusPeer(missing([0, 200]));
    await using driver = await startNoted({
      port: peer.port,
      tags: [0, 200, 400].map((address) => register(`r${address}`, address)),
    });
    await driver.host.until(() => driver.goodCount('r400') >= 40);
    expect(driver.samplesOf('r400').every(({ status }) => status === 0)).toBe(true);
    expect(asked(peer.requests, 400)).toBeGreaterThanOrEqual(40);
    expect(asked(peer.requests, 0)).toBeLessThan(6);
    expect(asked(peer.requests, 200)).toBeLessThan(6);
    expect(driver.latest('r0')!.status).toBe(StatusCode.badTimeout);
    const { state, reason } = driver.host.states.at(-1)!;
    expect(state).toBe('degraded');
    expect(reason).toContain('holding register 0: r0');
    expect(reason).toContain('holding register 200: r200');
  });

  test('any more leaves the others of its unit Good', async () => {
    await using peer = await startModbusPeer(good);
    await using driver = await startNoted({
      port: peer.port,
      tags: [0, 200, 400].map((address) => register(`r${address}`, address)),
    });
    await driver.host.until(() => driver.goodCount('r400') > 2);
    peer.script = missing([0]);
    await driver.host.until(() => driver.latest('r0')!.status === StatusCode.badTimeout);
    const count = driver.goodCount('r400');
    await driver.host.until(() => driver.goodCount('r400') > count + 20);
    expect(driver.samplesOf('r200').every(({ status }) => status === 0)).toBe(true);
    peer.script = good;
    await driver.host.until(() => driver.latest('r0')!.status === StatusCode.good);
  });

  test.each([
    { gone: [0, 200], left: [400] },
    { gone: [0, 200, 400, 600], left: [800] },
    { gone: [200, 400, 600], left: [0, 800] },
  ])('any more, as $gone, does not starve those that it has', async ({ gone, left }) => {
    const addresses = [...gone, ...left].toSorted((one, other) => one - other);
    await using peer = await startModbusPeer(good);
    await using driver = await startNoted({
      port: peer.port,
      tags: addresses.map((address) => register(`r${address}`, address)),
    });
    await driver.host.until(() => driver.goodCount(`r${addresses.at(-1)}`) > 2);
    peer.script = missing(gone);
    const isBad = (address: number): boolean => driver.latest(`r${address}`)!.status < 0;
    await driver.host.until(() => gone.every(isBad));
    await driver.host.until(() => !left.some(isBad));
    const counts = left.map((address) => driver.goodCount(`r${address}`));
    await driver.host.until(() =>
      left.every((address, index) => driver.goodCount(`r${address}`) > counts[index]! + 20),
    );
    expect(gone.every(isBad)).toBe(true);
    expect(left.some(isBad)).toBe(false);
  });

  test('as a whole is halved, until what the device does not have stands alone', async () => {
    // It says nothing to a request that touches register 5, as some do; another block shows that it lives.
    await using peer = await startModbusPeer((request, socket) => {
      const isTouched = request.address <= 5 && request.address + request.quantity > 5;
      if (!isTouched) socket.write(answerTo(request));
    });
    const addresses = [0, 1, 2, 3, 4, 5, 6, 7, 100];
    await using driver = await startNoted({
      port: peer.port,
      timeoutMs: 20,
      tags: addresses.map((address) => register(`r${address}`, address)),
    });
    const others = addresses.filter((address) => address !== 5);
    await driver.host.until(() =>
      others.every((address) => driver.latest(`r${address}`)?.value === address),
    );
    expect(driver.latest('r5')!.status).toBe(StatusCode.badTimeout);
  });
});
