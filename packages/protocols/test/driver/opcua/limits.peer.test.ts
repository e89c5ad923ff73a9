import { AttributeIds, OPCUAClient, TimestampsToReturn } from 'node-opcua';
import { afterEach, describe, expect, test } from 'vitest';
import { opcUaSource, useOpcUa } from '../../support/opcua-harness.ts';
import { startOpcUaServer, type TestServer } from '../../support/opcua-server.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

const harness = useOpcUa();
let server: TestServer | undefined;

afterEach(async () => {
  await harness.stop();
  await server?.stop();
  server = undefined;
});

async function startServer(options: Parameters<typeof startOpcUaServer>[1]): Promise<TestServer> {
  server = await startOpcUaServer(harness.directory, options);
  return server;
}

function addNodes(server: TestServer, count: number): string[] {
  const names = Array.from({ length: count }, (_, index) => `node-${index}`);
  for (const name of names) server.add(name, { value: 1 });
  return names;
}

/** Somebody else at the server. */
async function occupy({ endpointUrl }: TestServer) {
  const client = OPCUAClient.create({
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0 },
  });
  await client.connect(endpointUrl);
  const session = await client.createSession();
  return {
    session,
    leave: async () => {
      await session.close(true);
      await client.disconnect();
    },
  };
}

describe('a server that has no room', () => {
  test('for a session is asked again until it has, and after a cut too', async () => {
    const one = await startServer({ serverCapabilities: { maxSessions: 1 } });
    addNodes(one, 1);
    await using proxy = await startTcpProxy(() => one.port);
    const { leave } = await occupy(one);
    const { host, state, latest, until, untilGood } = harness.start(
      opcUaSource(proxy.port, ['node-0']),
    );
    await until(() => host.failures.length > 1);
    expect(host.failures[0]).toMatch(/^127\.0\.0\.1:\d+: no session: BadTooManySessions$/);
    expect(latest('node-0')!.status).toBeLessThan(0);
    expect(host.states.some(({ state }) => state === 'connected')).toBe(false);
    await leave();
    await untilGood('node-0');
    await until(() => state() === 'connected');
    proxy.cut();
    await until(() => state() === 'disconnected');
    await untilGood('node-0');
    await until(() => state() === 'connected');
  });

  test('for a subscription is asked again until it has', async () => {
    const one = await startServer({ serverCapabilities: { maxSubscriptions: 1 } });
    addNodes(one, 2);
    const { session, leave } = await occupy(one);
    await session.createSubscription2({
      requestedPublishingInterval: 1_000,
      publishingEnabled: true,
    });
    const source = opcUaSource(one.port, ['node-0', 'node-1']);
    const { host, until, latest, state, untilGood } = harness.start(source);
    await until(() => host.failures.length > 1);
    expect(host.failures[0]).toMatch(/: no subscription: BadTooManySubscriptions$/);
    expect(latest('node-1')!.status).toBeLessThan(0);
    expect(host.states.some(({ state }) => state === 'connected')).toBe(false);
    await leave();
    await untilGood('node-0', 'node-1');
    await until(() => state() === 'connected');
  });

  test('for half of the tags has the other half Bad with the reason, until there is room', async () => {
    const full = await startServer({ serverCapabilities: { maxMonitoredItems: 20 } });
    const names = addNodes(full, 20);
    const other = await occupy(full);
    const subscription = await other.session.createSubscription2({ publishingEnabled: true });
    await subscription.monitorItems(
      names
        .slice(0, 10)
        .map((name) => ({ nodeId: `ns=1;s=${name}`, attributeId: AttributeIds.Value })),
      { samplingInterval: 100, queueSize: 1 },
      TimestampsToReturn.Both,
    );
    const { state, host, until, latest, samples, untilGood } = harness.start(
      opcUaSource(full.port, names),
    );
    await until(() => state() === 'degraded');
    await until(() => names.every((name) => latest(name) !== undefined));
    const bad = names.filter((name) => latest(name)!.status < 0);
    expect(bad).toHaveLength(10);
    expect(samples(bad[0]!)).toHaveLength(1);
    expect(host.failures).toHaveLength(1);
    expect(host.failures[0]).toMatch(
      /^127\.0\.0\.1:\d+: 10 of 20 tags cannot be monitored: node-\d+ \(ns=1;s=node-\d+\): BadTooManyMonitoredItems; .*; and 7 more$/,
    );
    await other.leave();
    await untilGood(...names);
    await until(() => state() === 'connected');
  });
});

describe('a server with limits', () => {
  test('for each call is asked in as many calls as it takes', async () => {
    const small = await startServer({
      serverCapabilities: { operationLimits: { maxMonitoredItemsPerCall: 100 } },
    });
    const names = addNodes(small, 250);
    const { untilGood, state, until, host } = harness.start(opcUaSource(small.port, names));
    await untilGood(...names);
    await until(() => state() === 'connected');
    expect(host.failures).toEqual([]);
  });

  test('for each call that it does not tell is asked for ever less', async () => {
    const secret = await startServer({
      serverCapabilities: { operationLimits: { maxMonitoredItemsPerCall: 70 } },
    });
    const { addressSpace } = secret.server.engine;
    addressSpace!.deleteNode(addressSpace!.findNode('i=11714')!);
    const names = addNodes(secret, 300);
    const { untilGood, host } = harness.start(opcUaSource(secret.port, names));
    await untilGood(...names);
    expect(host.failures).toEqual([]);
  });

  test('for each subscription gets several', async () => {
    const small = await startServer({
      serverCapabilities: { maxMonitoredItemsPerSubscription: 100 },
    });
    const names = addNodes(small, 250);
    const { untilGood, until, state, host, latest } = harness.start(opcUaSource(small.port, names));
    await untilGood(...names);
    await until(() => state() === 'connected');
    expect(small.server.engine.currentSubscriptionCount).toBe(3);
    expect(host.failures).toEqual([]);
    const some = [names[0]!, names[120]!, names[249]!];
    for (const name of some) small.set(name, { value: 2 });
    await until(() => some.every((name) => latest(name)?.value === 2));
  });
});
