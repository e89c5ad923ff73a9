import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { IConnectPacket } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { startMqttBench, topicOf } from '../../support/mqtt-bench.ts';
import { messageOf, type BrokerLink, type Script } from '../../support/scripted-broker.ts';

/** Every connection finds a session. */
const keepSession: Script = ({ cmd }, link) => {
  if (cmd !== 'connect') return false;
  link.send({ cmd: 'connack', returnCode: 0, sessionPresent: true });
  return true;
};

const subscribedTo = ({ received }: BrokerLink): string[] =>
  received.flatMap((packet) =>
    packet.cmd === 'subscribe' ? packet.subscriptions.map(({ topic }) => topic) : [],
  );
const unsubscribedFrom = ({ received }: BrokerLink): string[] =>
  received.flatMap((packet) => (packet.cmd === 'unsubscribe' ? packet.unsubscriptions : []));
const logins = (links: readonly BrokerLink[]): unknown[] =>
  links.map(({ received }) => {
    const [first] = received;
    return first?.cmd === 'connect' ? [first.clientId, first.clean] : first;
  });

describe('the session at the broker', () => {
  test('is kept when the driver stops, and gone on with by the next', async () => {
    await using bench = await startMqttBench({ source: { clientId: 'c' } });
    await bench.broker.subscribed(0);
    await bench.host.until(() => bench.state() === 'connected');
    await bench.driver.stop();
    bench.restart();
    await bench.broker.subscribed(1);
    expect(logins(bench.broker.links)).toEqual([
      ['c', false],
      ['c', false],
    ]);
    expect(bench.broker.links[0]!.received.at(-1)?.cmd).toBe('disconnect');
  });

  test.each([
    { what: 'is removed', next: undefined },
    { what: 'gets another client id', next: { clientId: 'd' } },
    { what: 'gets another broker', next: { url: 'mqtt://192.0.2.1:1883' } },
  ])('is ended when its source $what', async ({ next }) => {
    await using bench = await startMqttBench({ source: { clientId: 'c' } });
    await bench.broker.subscribed(0);
    await bench.host.until(() => bench.state() === 'connected');
    const change = next === undefined ? undefined : { ...bench.source, ...next };
    await bench.driver.stop({ next: change });
    await bench.host.until(() => bench.broker.links[1]?.received.at(-1)?.cmd === 'disconnect');
    expect(logins(bench.broker.links)).toEqual([
      ['c', false],
      ['c', true],
    ]);
  });

  test('is kept when its source gets another definition that goes on with it', async () => {
    await using bench = await startMqttBench({ source: { clientId: 'c' } });
    await bench.broker.subscribed(0);
    await bench.host.until(() => bench.state() === 'connected');
    await bench.driver.stop({ next: { ...bench.source, topics: [topicOf('u')] } });
    expect(bench.broker.links).toHaveLength(1);
  });

  test('of a removed source that cannot be ended is told of, and holds up nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // Connections are taken, and nothing is ever said.
    await using bench = await startMqttBench({
      source: { url: `mqtt://127.0.0.1:${port}`, clientId: 'c' },
    });
    const stoppedAt = performance.now();
    await bench.driver.stop({ next: undefined });
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    expect(bench.host.failures.at(-1)).toBe(
      `the broker goes on keeping messages for c: 127.0.0.1:${port}: no CONNACK came in 500 ms`,
    );
    server.close();
  });

  test('is unsubscribed from what the next definition does not want, and from nothing else', async () => {
    const source = { clientId: 'c', topics: [topicOf('x'), topicOf('y'), topicOf('z')] };
    await using bench = await startMqttBench({ source, script: keepSession });
    await bench.broker.subscribed(0);
    await bench.host.until(() => bench.state() === 'connected');
    // As after a kill and a change of the file meanwhile: nobody told the driver.
    await bench.driver.stop();
    const changed = { topics: [topicOf('x'), topicOf('w')] };
    const { driver, host } = bench.restart(changed);
    const second = await bench.broker.subscribed(1);
    await host.until(() => host.states.at(-1)?.state === 'connected');
    expect(subscribedTo(second)).toEqual(['x', 'w']);
    expect(unsubscribedFrom(second)).toEqual(['y', 'z']);
    await driver.stop();
    const { host: third } = bench.restart(changed);
    await third.until(() => third.states.at(-1)?.state === 'connected');
    expect(unsubscribedFrom(bench.broker.links[2]!)).toEqual([]);
  });

  test('that another folder began is unsubscribed from what comes and is not wanted', async () => {
    await using bench = await startMqttBench({ script: keepSession });
    const link = await bench.broker.subscribed(0);
    const unwanted = messageOf('plant/a/x', '1', { messageId: 1 });
    link.send(unwanted, { ...unwanted, messageId: 2 });
    await bench.host.until(() => unsubscribedFrom(link).length > 0);
    expect(unsubscribedFrom(link)).toEqual(
      expect.arrayContaining(['plant/a/x', 'plant/+/x', 'plant/#', '#', 'plant/a/#', '+/+/+']),
    );
    expect(unsubscribedFrom(link)).not.toContain('t');
    await bench.host.until(() => link.acknowledged().length === 2);
    expect(link.received.filter(({ cmd }) => cmd === 'unsubscribe')).toHaveLength(1);
  });
});

test('a filter that another one covers is not subscribed to: its messages would come twice', async () => {
  const source = {
    subscribe: ['plant/#', 'plant/a', 'plant/+/x', 'other'],
    topics: [topicOf('plant/a')],
    availability: { topic: 'plant/status' },
  };
  await using bench = await startMqttBench({ source });
  expect(subscribedTo(await bench.broker.subscribed(0))).toEqual(['plant/#', 'other']);
});

test.each([
  {
    what: 'both',
    given: { username: 'u', password: 'p' },
    login: { username: 'u', password: 'p' },
  },
  { what: 'a name', given: { username: 'u' }, login: { username: 'u' } },
  { what: 'a password', given: { password: 'p' }, login: { username: '', password: 'p' } },
  { what: 'nothing', given: {}, login: {} },
])('the login says who the source is, with $what given', async ({ given, login }) => {
  await using bench = await startMqttBench({
    source: given,
    host: { instanceId: '01234567-89ab' },
  });
  const link = await bench.broker.subscribed(0);
  const [first] = link.received;
  expect(first).toMatchObject({
    cmd: 'connect',
    clientId: 'varve-01234567-s',
    protocolVersion: 4,
    keepalive: 30,
  });
  const { username, password } = first as IConnectPacket;
  expect({ username, password: password?.toString() }).toEqual({
    username: undefined,
    password: undefined,
    ...login,
  });
});

test('a login in the URL is used', async () => {
  await using bench = await startMqttBench();
  const url = bench.broker.url.replace('//', '//u:p%40ss@');
  const { host } = bench.restart({ name: 'other', url });
  await host.until(() => host.states.at(-1)?.state === 'connected');
  expect(bench.broker.links.flatMap(({ received }) => received)).toContainEqual(
    expect.objectContaining({ cmd: 'connect', username: 'u', password: Buffer.from('p@ss') }),
  );
});
