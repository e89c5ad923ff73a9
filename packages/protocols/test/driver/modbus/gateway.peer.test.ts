import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { register, startNoted, type NotedDriver } from '../../support/modbus-notes.ts';
import {
  answerTo,
  exceptionTo,
  startModbusPeer,
  type ModbusPeer,
  type PeerScript,
} from '../../support/modbus-peer.ts';

/** A gateway to a serial line: it works on one request after the other, and never forgets one. */
function serialGateway(lineTimesMs: (unitId: number) => number, answer: PeerScript): PeerScript {
  let line = Promise.resolve();
  return (request, socket) => {
    line = line.then(async () => {
      await delay(lineTimesMs(request.unitId));
      answer(request, socket);
    });
  };
}

describe('a dead unit behind a gateway', () => {
  const units = Array.from({ length: 20 }, (_, index) => index + 1);
  const DEAD = 7;
  const tags = units.map((unitId) => register(`u${unitId}`, 0, { unitId }));
  const living = units.filter((unitId) => unitId !== DEAD);
  const answer: PeerScript = (request, socket) => {
    const { unitId } = request;
    if (unitId === DEAD) socket.write(exceptionTo(request, 11));
    else socket.write(answerTo(request, () => unitId * 100));
  };

  /** Part of the time since `beganAt` in which requests to the dead unit could hold the line. */
  function shareOfDead({ requests }: ModbusPeer, costMs: number, beganAt: number): number {
    const count = requests.filter(({ unitId }) => unitId === DEAD).length;
    return (count * costMs) / (performance.now() - beganAt);
  }

  function expectOwnValues(driver: NotedDriver): void {
    for (const unitId of living) {
      const values = driver.samplesOf(`u${unitId}`).filter(({ status }) => status === 0);
      expect(new Set(values.map(({ value }) => value))).toEqual(new Set([unitId * 100]));
    }
  }

  test('that the gateway waits for longer than we do costs the others little, and gives nobody its values', async () => {
    // Faster than a serial line: an interval of 250 ms and a dead unit that holds the line for 750 ms.
    const gateway = serialGateway((unitId) => (unitId === DEAD ? 750 : 1), answer);
    await using peer = await startModbusPeer(gateway);
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 250,
      timeoutMs: 250,
      tags,
    });
    const beganAt = performance.now();
    await driver.host.until(() => driver.goodCount('u20') >= 16);
    expect(shareOfDead(peer, 750, beganAt)).toBeLessThan(0.5);
    expect(driver.goodCount(`u${DEAD}`)).toBe(0);
    expect(driver.latest(`u${DEAD}`)!.status).toBeLessThan(0);
    expectOwnValues(driver);
    for (const unitId of living) {
      expect(driver.samplesOf(`u${unitId}`).filter(({ status }) => status < 0)).toEqual([]);
    }
    expect(driver.host.rejections.join()).toMatch(/unit 7 answered \d+ ms after it was asked/);
    expect(driver.host.states.at(-1)).toEqual({
      state: 'degraded',
      reason: 'unit 7 did not answer in time',
    });
  });

  test('that the gateway is silent about costs the others little', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.unitId !== DEAD) answer(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 250,
      timeoutMs: 250,
      tags,
    });
    const beganAt = performance.now();
    await driver.host.until(() => driver.goodCount('u20') >= 16);
    expect(shareOfDead(peer, 250, beganAt)).toBeLessThan(0.5);
    expectOwnValues(driver);
  });

  test('that the gateway tells of at once is Bad with its reason, and asked ever more rarely', async () => {
    await using peer = await startModbusPeer(answer);
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.goodCount('u20') >= 20);
    expect(driver.latest('u7')!.status).toBe(StatusCode.badNoCommunication);
    expect(peer.requests.filter(({ unitId }) => unitId === DEAD).length).toBeLessThan(8);
    expect(driver.host.states.at(-1)!.reason).toContain('exception 11');
  });

  test('with four others is asked in turn with them, one in a round', async () => {
    const dead = new Set([3, 5, 7, 9, 11]);
    await using peer = await startModbusPeer((request, socket) => {
      if (!dead.has(request.unitId)) answer(request, socket);
    });
    await using driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 100,
      timeoutMs: 250,
      tags,
    });
    const asked = (unitId: number): number =>
      peer.requests.filter((request) => request.unitId === unitId).length;
    await driver.host.until(() => [...dead].every((unitId) => asked(unitId) > 1));
    expect(driver.goodCount('u1')).toBeGreaterThan(dead.size);
    for (const unitId of dead) {
      expect(driver.latest(`u${unitId}`)!.status).toBe(StatusCode.badTimeout);
    }
    const askedUnits = peer.requests.map(({ unitId }) => unitId).slice(units.length);
    const rounds = askedUnits.join(' ').split(' 20');
    for (const round of rounds) {
      expect(round.split(' ').filter((unit) => dead.has(Number(unit))).length).toBeLessThan(2);
    }
  });

  test('that answers again is Good again', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.unitId !== DEAD) answer(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.latest('u7')?.status === StatusCode.badTimeout);
    peer.script = (request, socket) => void socket.write(answerTo(request, () => 5));
    await driver.host.until(() => driver.latest('u7')?.value === 5);
    await driver.host.until(() => driver.host.states.at(-1)!.state === 'connected');
    expect(peer.sockets).toHaveLength(1);
  });
});
