import dns from 'node:dns';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../../../../test/free-port.ts';
import { register, startNoted, type NotedDriver } from '../../support/modbus-notes.ts';
import { answerTo, startModbusPeer, type PeerScript } from '../../support/modbus-peer.ts';

const good: PeerScript = (request, socket) => void socket.write(answerTo(request, () => 42));
const statesOf = ({ host }: NotedDriver): string[] => host.states.map(({ state }) => state);
const badOf = (driver: NotedDriver): number[] =>
  driver
    .samplesOf('a')
    .filter(({ status }) => status !== 0)
    .map(({ status }) => status);
const tags = [register('a', 0)];

afterEach(() => vi.restoreAllMocks());

describe('a connection that breaks', () => {
  test.each<{ title: string; script: PeerScript; seen: string }>([
    {
      title: 'at a request',
      script: (_, socket) => socket.resetAndDestroy(),
      seen: 'ECONNRESET',
    },
    {
      title: 'between two requests',
      script: (request, socket) => {
        good(request, socket);
        setTimeout(() => socket.resetAndDestroy(), 60);
      },
      seen: 'ECONNRESET',
    },
    {
      title: 'in the middle of an answer',
      script: (request, socket) =>
        void socket.write(answerTo(request).subarray(0, 10), () =>
          setTimeout(() => socket.resetAndDestroy(), 5),
        ),
      seen: 'ECONNRESET',
    },
    {
      title: 'in an orderly way, in the middle of an answer',
      script: (request, socket) => void socket.end(answerTo(request).subarray(0, 10)),
      seen: 'in the middle of an answer',
    },
  ])(
    '$title is told with its reason, and made anew in about a second',
    async ({ script, seen }) => {
      await using peer = await startModbusPeer((request, socket) => {
        (request.number === 3 ? script : good)(request, socket);
      });
      await using driver = await startNoted({ port: peer.port, pollIntervalMs: 150, tags });
      await driver.host.until(() => driver.samplesOf('a').some(({ status }) => status < 0));
      const brokenAt = performance.now();
      await driver.host.until(() => driver.latest('a')!.value === 42);
      expect(performance.now() - brokenAt).toBeLessThan(5_000);
      await driver.host.until(() => driver.goodCount('a') > 4);
      expect(badOf(driver)).toHaveLength(1);
      expect(statesOf(driver)).toEqual([
        'connecting',
        'connected',
        'disconnected',
        'connecting',
        'connected',
      ]);
      const { reason } = driver.host.states[2]!;
      expect(reason).toContain(`127.0.0.1:${peer.port}`);
      expect(reason).toContain(seen);
      expect(driver.host.failures).toEqual([reason]);
    },
  );

  test.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETDOWN', 'EPIPE'])(
    'with %s is made anew too',
    async (code) => {
      const connect = vi.spyOn(Socket.prototype, 'connect');
      await using peer = await startModbusPeer(good);
      await using driver = await startNoted({ port: peer.port, tags });
      await driver.host.until(() => driver.goodCount('a') > 1);
      const [client] = connect.mock.contexts as Socket[];
      client!.destroy(Object.assign(new Error(`read ${code}`), { code }));
      await driver.host.until(() => badOf(driver).length === 1);
      await driver.host.until(() => driver.latest('a')!.value === 42);
      expect(driver.host.failures).toEqual([`127.0.0.1:${peer.port}: read ${code}`]);
      expect(peer.sockets).toHaveLength(2);
    },
  );

  test('in the middle of an answer, and whose first successor is dropped, comes back', async () => {
    await using peer = await startModbusPeer(
      (request, socket) => {
        if (request.number === 3) socket.end(answerTo(request).subarray(0, 5));
        else good(request, socket);
      },
      (socket, connection) => {
        if (connection === 2) socket.destroy();
      },
    );
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.goodCount('a') > 5);
    expect(peer.sockets).toHaveLength(3);
  });
});

describe('a peer that ends a connection that is idle', () => {
  test('does nothing wrong: the next poll opens another, and nothing is Bad', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      good(request, socket);
      setTimeout(() => socket.end(), 40);
    });
    await using driver = await startNoted({ port: peer.port, pollIntervalMs: 100, tags });
    // A busy machine may ask twice before it sees an end.
    await driver.host.until(() => peer.sockets.length >= 9 && driver.goodCount('a') >= 9);
    expect(badOf(driver)).toEqual([]);
    expect(driver.host.failures).toEqual([]);
    expect(statesOf(driver)).toEqual(['connecting', 'connected']);
  });

  test('just as it is asked again is asked over another connection', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.number % 2 === 0) socket.end();
      else good(request, socket);
    });
    await using driver = await startNoted({ port: peer.port, tags });
    await driver.host.until(() => driver.goodCount('a') > 5);
    expect(badOf(driver)).toEqual([]);
  });

  test('and is gone when it is asked again is a fault', async () => {
    const peer = await startModbusPeer((request, socket) => {
      good(request, socket);
      setTimeout(() => socket.end(), 20);
    });
    await using driver = await startNoted({ port: peer.port, pollIntervalMs: 150, tags });
    await driver.host.until(() => driver.goodCount('a') === 1);
    await peer[Symbol.asyncDispose]();
    await driver.host.until(() => badOf(driver).length > 0);
    expect(driver.host.failures[0]).toContain('ECONNREFUSED');
  });
});

test('a peer that accepts and closes at once is tried ever more rarely, and is never connected', async () => {
  const openedAt: number[] = [];
  await using peer = await startModbusPeer(good, (socket) => {
    openedAt.push(performance.now());
    socket.end();
  });
  await using driver = await startNoted({ port: peer.port, tags });
  await driver.host.until(() => badOf(driver).length === 4);
  const pausesMs = openedAt.slice(1).map((at, index) => at - openedAt[index]!);
  // Each pause is at least twice as long as the one before; a timer may be a little early.
  for (const [index, least] of [500, 1_000, 2_000].entries()) {
    expect(pausesMs[index]).toBeGreaterThan(least - 50);
  }
  expect(statesOf(driver)).not.toContain('connected');
  expect(peer.sockets).toHaveLength(4);
  expect(driver.host.failures[0]).toMatch(/127\.0\.0\.1:\d+/);
});

describe('a name with two addresses', () => {
  /** Answers for a name as a resolver does. */
  function resolve(addresses: readonly { address: string; family: number }[]): void {
    vi.spyOn(dns, 'lookup').mockImplementation(((
      _name: string,
      options: { all?: boolean },
      done: (error: null, found: unknown, family?: number) => void,
    ) => {
      if (options.all === true) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    }) as unknown as typeof dns.lookup);
  }

  test('of which one is not reachable connects to the other', async () => {
    await using peer = await startModbusPeer(good);
    resolve([
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]);
    await using driver = await startNoted({ host: 'rtu.test', port: peer.port, tags });
    await driver.host.until(() => driver.goodCount('a') > 0);
    expect(badOf(driver)).toEqual([]);
  });

  test('gives each the time-out of the source, however slow the link', async () => {
    await using peer = await startModbusPeer(good);
    resolve([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
    // Node's default gives the first address 250 ms.
    const connect = vi.spyOn(Socket.prototype, 'connect');
    await using driver = await startNoted({
      host: 'rtu.test',
      port: peer.port,
      timeoutMs: 5_000,
      tags,
    });
    await driver.host.until(() => driver.goodCount('a') > 0);
    const [first] = connect.mock.calls;
    expect(JSON.stringify(first)).toContain('"autoSelectFamilyAttemptTimeout":5000');
  });

  test('of which none answers is told with each address and its code', async () => {
    const port = await freePort();
    resolve([
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]);
    await using driver = await startNoted({ host: 'rtu.test', port, tags });
    await driver.host.until(() => driver.host.failures.length > 0);
    const [reason] = driver.host.failures;
    expect(reason).toContain(`rtu.test:${port}`);
    expect(reason).toContain(`ECONNREFUSED ::1:${port}`);
    expect(reason).toContain(`ECONNREFUSED 127.0.0.1:${port}`);
  });
});

test('a name that is not known is told with its code', async () => {
  vi.spyOn(dns, 'lookup').mockImplementation(((
    name: string,
    _options: unknown,
    done: (error: Error) => void,
  ) => {
    done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
  }) as unknown as typeof dns.lookup);
  await using driver = await startNoted({ host: 'rtu.test', port: 502, tags });
  await driver.host.until(() => driver.host.failures.length > 0);
  expect(driver.host.failures[0]).toBe('rtu.test:502: getaddrinfo ENOTFOUND rtu.test');
});

describe('sources with the same host and port', () => {
  test('share one connection, and ask one at a time, in turn', async () => {
    let working = 0;
    await using peer = await startModbusPeer(
      (request, socket) => {
        expect(++working).toBe(1);
        setTimeout(() => {
          working--;
          socket.write(answerTo(request));
        }, 3);
      },
      // A gateway with room for one.
      (socket, connection) => {
        if (connection > 1) socket.destroy();
      },
    );
    await using one = await startNoted({
      port: peer.port,
      tags: [register('a', 1), register('b', 10)],
    });
    await using other = await startNoted({ port: peer.port, tags: [register('a', 2)] });
    await one.host.until(() => one.goodCount('b') > 10 && other.goodCount('a') > 10);
    expect(badOf(one)).toEqual([]);
    expect(badOf(other)).toEqual([]);
    expect(peer.sockets).toHaveLength(1);
    await one.stop();
    const count = other.goodCount('a');
    await other.host.until(() => other.goodCount('a') > count + 3);
    expect(peer.sockets).toHaveLength(1);
  });

  test('keep the connection when the units of one are dead', async () => {
    await using peer = await startModbusPeer((request, socket) => {
      if (request.unitId === 1) good(request, socket);
    });
    await using living = await startNoted({ port: peer.port, tags });
    await using dead = await startNoted({
      port: peer.port,
      tags: [register('a', 0, { unitId: 2 })],
    });
    await dead.host.until(() => dead.latest('a')?.status === StatusCode.badTimeout);
    await living.host.until(() => living.goodCount('a') > 20);
    expect(badOf(living)).toEqual([]);
    expect(peer.sockets).toHaveLength(1);
    expect(statesOf(dead)).not.toContain('connected');
  });

  test('are all Bad when it breaks, and all Good again', async () => {
    await using peer = await startModbusPeer(good);
    await using one = await startNoted({ port: peer.port, tags });
    await using other = await startNoted({ port: peer.port, tags });
    await one.host.until(() => one.goodCount('a') > 2 && other.goodCount('a') > 2);
    peer.sockets[0]!.resetAndDestroy();
    await one.host.until(() => badOf(one).length === 1 && badOf(other).length === 1);
    await one.host.until(() => one.latest('a')!.value === 42 && other.latest('a')!.value === 42);
    expect(one.host.failures[0]).toContain('ECONNRESET');
    expect(other.host.failures[0]).toContain('ECONNRESET');
  });
});

describe('stop()', () => {
  test.each<{ title: string; script: PeerScript }>([
    { title: 'while a request waits for its answer', script: () => undefined },
    { title: 'between two requests', script: good },
    { title: 'while the next try is waited for', script: (_, socket) => void socket.destroy() },
  ])('$title takes no time, and closes the connection', async ({ script }) => {
    await using peer = await startModbusPeer(script);
    const driver = await startNoted({
      port: peer.port,
      pollIntervalMs: 20_000,
      timeoutMs: 20_000,
      tags,
    });
    await driver.host.until(() => peer.requests.length > 0);
    await delay(30);
    const beganAt = performance.now();
    await driver.stop();
    expect(performance.now() - beganAt).toBeLessThan(5_000);
    expect(driver.host.states.at(-1)!.state).toBe('stopped');
    await driver.host.until(() => peer.sockets.every(({ destroyed }) => destroyed));
  });
});
