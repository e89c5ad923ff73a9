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
  server.add('still', { value: 5, time: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => proxy.accept());
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]();
  await server?.stop();
});

const sourceOf = (...tags: Parameters<typeof opcUaSource>[1]) => opcUaSource(proxy.port, tags);

describe('silence', () => {
  test('of a subscription is noticed, though its session answers', async () => {
    const { host, until, state, latest, untilGood } = harness.start(sourceOf('moving', 'nobody'));
    await until(() => state() === 'degraded');
    await untilGood('moving');
    server.silenceSubscriptions();
    await until(() => latest('moving')?.status === StatusCode.badNoCommunication);
    expect(host.failures[1]).toMatch(/^127\.0\.0\.1:\d+: nothing was heard for \d+ ms$/);
    await untilGood('moving');
  }, 60_000);

  test('of a connection that nobody closed is noticed', async () => {
    const { host, until, state, untilGood } = harness.start(sourceOf('moving', 'still'));
    await until(() => state() === 'connected');
    proxy.stall();
    await until(() => state() === 'disconnected');
    expect(host.failures[0]).toMatch(/: nothing was heard for \d+ ms$/);
    proxy.accept();
    await untilGood('moving', 'still');
  }, 60_000);
});
