import { setTimeout as delay } from 'node:timers/promises';
import { DataType, StatusCodes } from 'node-opcua';
import { StatusCode } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { opcUaSource, useOpcUa } from '../../support/opcua-harness.ts';
import { startOpcUaServer, type TestServer } from '../../support/opcua-server.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const harness = useOpcUa();
let server: TestServer;
let proxy: TcpProxy;

beforeAll(async () => {
  server = await startOpcUaServer(harness.directory);
  proxy = await startTcpProxy(() => server.port);
  server.add('moving');
  server.move('moving');
});
afterEach(() => proxy.accept());
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]();
  await server?.stop();
});

const sourceOf = (...tags: Parameters<typeof opcUaSource>[1]) => opcUaSource(proxy.port, tags);

describe('a subscription', () => {
  test('that the server deletes is made anew', async () => {
    const { host, until, state, samples, untilGood } = harness.start(sourceOf('moving'));
    await until(() => state() === 'connected');
    await untilGood('moving');
    server.deleteSubscriptions();
    await until(() => samples('moving').some(({ status }) => status < 0));
    const { badNoCommunication } = StatusCode;
    expect(samples('moving').find(({ status }) => status < 0)!.status).toBe(badNoCommunication);
    expect(host.failures[0]).toMatch(/^127\.0\.0\.1:\d+: the subscriptions ended: Bad/);
    await until(() => state() === 'connected');
    await untilGood('moving');
  });

  test('whose session the server closes is made anew', async () => {
    const { until, state, untilGood, samples } = harness.start(sourceOf('moving'));
    await until(() => state() === 'connected');
    await untilGood('moving');
    server.closeSessions();
    await until(() => samples('moving').some(({ status }) => status < 0));
    await untilGood('moving');
    expect(server.sessionCount).toBe(1);
  });
});

describe('a connection that breaks', () => {
  test('loses nothing that the server gathers meanwhile, and needs no second session', async () => {
    server.add('counter');
    let count = 0;
    const timer = setInterval(() => server.set('counter', { value: count++ }), 100);
    const { samples, until, state, latest } = harness.start(sourceOf('counter'));
    await until(() => state() === 'connected' && samples('counter').length > 5);
    proxy.refuse();
    await until(() => state() === 'disconnected');
    const lost = count;
    await until(() => count > lost + 15);
    proxy.accept();
    await until(() => state() === 'connected' && (latest('counter')?.value as number) > lost + 20);
    clearInterval(timer);
    const values = samples('counter').filter(({ status }) => status === 0);
    const distinct = [...new Set(values.map(({ value }) => value as number))];
    expect(distinct).toEqual(Array.from({ length: distinct.length }, (_, at) => distinct[0]! + at));
    expect(server.sessionCount).toBe(1);
  });

  test('is left in good order by stopping: the server keeps no session', async () => {
    const { until, state } = harness.start(sourceOf('moving'));
    await until(() => state() === 'connected');
    const began = performance.now();
    await harness.stop();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(server.sessionCount).toBe(0);
    expect(state()).toBe('stopped');
  });
});

describe('a node', () => {
  test('that has no value yet waits for it; one that is no number is a Bad sample; neither holds up another', async () => {
    server.add('empty', {});
    server.add('wild', { value: 1 });
    const { until, samples, latest, untilGood } = harness.start(
      sourceOf('empty', 'wild', 'moving'),
    );
    await untilGood('moving', 'wild');
    expect(latest('empty')).toMatchObject({
      value: Number.NaN,
      status: StatusCode.badWaitingForInitialData,
    });
    let timeMs = Date.now();
    for (const value of [Number.POSITIVE_INFINITY, 2, Number.NaN, Number.NEGATIVE_INFINITY, 3]) {
      timeMs = Math.max(timeMs + 1, Date.now());
      server.set('wild', { value, time: new Date(timeMs) });
      await until(() => latest('wild')?.time === timeMs * 1_000);
    }
    // The server may notify NaN again, at its time: to it, NaN differs from NaN.
    const values = new Map(samples('wild').map(({ time, value }) => [time, value]));
    expect([...values.values()]).toEqual([1, NaN, 2, NaN, NaN, 3]);
    expect(new Set(samples('wild').map(({ status }) => status))).toEqual(
      new Set([StatusCode.good, StatusCode.badSensorFailure]),
    );
    server.set('empty', { value: 7 });
    await untilGood('empty');
  });

  test('keeps its status, and the value beside it; integers of 64 bits that a number cannot hold are Uncertain', async () => {
    server.add('big', { dataType: DataType.UInt64, value: [0xffff_ffff, 0xffff_ffff] });
    server.add('rated', { value: 4, status: StatusCodes.UncertainLastUsableValue });
    const { until, latest } = harness.start(sourceOf('big', 'rated'));
    await until(() => latest('big') !== undefined && latest('rated') !== undefined);
    expect(latest('big')).toMatchObject({
      value: 2 ** 64,
      status: StatusCode.uncertainDataSubNormal,
    });
    expect(latest('rated')).toMatchObject({
      value: 4,
      status: StatusCode.uncertainLastUsableValue,
    });
    server.set('rated', { value: 4, status: StatusCodes.BadSensorFailure });
    await until(() => latest('rated')!.status === StatusCode.badSensorFailure);
    expect(latest('rated')!.value).toBe(4);
  });

  test('whose clock was never set is Uncertain, at the server’s time', async () => {
    server.add('unset', { value: 1, time: new Date('1970-01-01T00:00:10Z') });
    const { until, latest } = harness.start(sourceOf('unset'));
    await until(() => latest('unset') !== undefined);
    expect(latest('unset')).toMatchObject({ value: 1, status: StatusCode.uncertain });
    expect(Math.abs(latest('unset')!.time - Date.now() * 1_000)).toBeLessThan(60_000_000);
  });

  test('that the server deletes and brings back is monitored again', async () => {
    const variable = server.add('fleeting', { value: 1 });
    const { until, latest, state, untilGood } = harness.start(sourceOf('fleeting', 'moving'));
    await untilGood('fleeting');
    server.namespaces[0]!.deleteNode(variable);
    await until(() => (latest('fleeting')?.status ?? 0) < 0);
    server.add('fleeting', { value: 2 });
    await untilGood('fleeting');
    expect(latest('fleeting')!.value).toBe(2);
    expect(state()).toBe('connected');
  }, 60_000);
});

test('while the queue is full, the server is not asked, and keeps what it has', async () => {
  let isFull = false;
  const full = Promise.withResolvers<void>();
  const { samples, until, state, host } = harness.start(sourceOf('moving'), {
    whenReady: () => (isFull ? full.promise : undefined),
  });
  await until(() => state() === 'connected');
  isFull = true;
  // Requests that are on their way already are answered; the node changes ten times a second.
  let length: number;
  do {
    ({ length } = samples('moving'));
    await delay(1_000);
  } while (samples('moving').length > length);
  isFull = false;
  full.resolve();
  await until(() => samples('moving').length > length + 10);
  expect(host.failures).toEqual([]);
});
