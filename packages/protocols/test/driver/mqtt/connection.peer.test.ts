import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { StatusCode } from '@varve/protocols';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { startMqttBench, textOf, topicOf } from '../../support/mqtt-bench.ts';
import { grant, messageOf, type Script } from '../../support/scripted-broker.ts';

/** Answers the connections of some numbers with a return code. */
function refuseLogins(returnCode: number, numbers: readonly number[]): Script {
  return (packet, link) => {
    if (packet.cmd !== 'connect' || !numbers.includes(link.number)) return false;
    link.send({ cmd: 'connack', returnCode, sessionPresent: false });
    return true;
  };
}

const { badNoCommunication, badUserAccessDenied, good } = StatusCode;

describe('a broker that refuses a connection', () => {
  test.each([
    { code: 3, status: badNoCommunication, reason: 'it is not available (code 3)' },
    { code: 4, status: badUserAccessDenied, reason: 'user name and password (code 4)' },
    { code: 5, status: badUserAccessDenied, reason: 'it does not allow this client (code 5)' },
    { code: 77, status: badNoCommunication, reason: 'it does not say why (code 77)' },
  ])('with code $code is asked again, and its tags say why meanwhile', async (refusal) => {
    await using bench = await startMqttBench({ script: refuseLogins(refusal.code, [0, 1]) });
    const { host, broker } = bench;
    await host.until(() => bench.state() === 'connected');
    expect(broker.links).toHaveLength(3);
    const refused = host.states.filter(({ state }) => state === 'disconnected');
    expect(refused).toHaveLength(2);
    expect(refused[0]!.reason).toContain(refusal.reason);
    expect(refused[0]!.reason).toContain(`127.0.0.1:${broker.port}`);
    // Nothing was ever heard of the tag, and it is Bad all the same.
    expect(bench.outages().map(({ status }) => status)).toEqual([refusal.status, refusal.status]);
  });

  test.each([1, 2])(
    'with code %i, which time does not mend, is asked again rarely',
    async (code) => {
      await using bench = await startMqttBench({ script: refuseLogins(code, [0]) });
      const { host } = bench;
      const startedAt = performance.now();
      await host.until(() => bench.state() === 'connected');
      expect(bench.broker.links).toHaveLength(2);
      expect(performance.now() - startedAt).toBeGreaterThan(1_450);
    },
  );

  test('after it was connected is asked again too', async () => {
    await using bench = await startMqttBench({ script: refuseLogins(3, [1]) });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    link.send(messageOf('t', '{"v":1}', { messageId: 1 }));
    await host.until(() => bench.messages().length === 1);
    link.cut();
    await broker.subscribed(2);
    await host.until(() => bench.state() === 'connected');
    const reasons = host.states.flatMap(({ state, reason }) =>
      state === 'disconnected' ? [reason] : [],
    );
    expect(reasons).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:\d+: .*(closed the connection|ECONNRESET)/),
      expect.stringContaining('code 3'),
    ]);
  });
});

describe('a broker that does not answer', () => {
  const silentTo =
    (kind: string, numbers: readonly number[]): Script =>
    ({ cmd }, { number }) =>
      cmd === kind && numbers.includes(number);

  test.each([
    { kind: 'connect', reason: 'no CONNACK came in 1000 ms' },
    { kind: 'subscribe', reason: 'no SUBACK came in 1000 ms' },
    { kind: 'pingreq', reason: 'nothing was heard for ' },
  ])('$kind is left with the reason, and connected to anew', async ({ kind, reason }) => {
    await using bench = await startMqttBench({ script: silentTo(kind, [0]) });
    const { host, broker } = bench;
    await broker.subscribed(1);
    await host.until(() => bench.state() === 'connected');
    const left = host.states.find(({ state }) => state === 'disconnected');
    expect(left?.reason).toContain(reason);
    expect(left?.reason).toContain(`127.0.0.1:${broker.port}`);
    expect(bench.outages()[0]?.status).toBe(badNoCommunication);
  });

  test('a subscription has no state but connecting, and a reason from the second try on', async () => {
    await using bench = await startMqttBench({ script: silentTo('subscribe', [0, 1, 2]) });
    const { host } = bench;
    await host.until(() => bench.state().startsWith('connecting: '));
    expect(bench.state()).toContain('SUBACK');
    expect(host.states.some(({ state }) => state === 'connected')).toBe(false);
  });

  test.each([
    { what: 'another protocol', bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') },
    { what: 'a second CONNACK', bytes: Buffer.from([0x20, 2, 0, 0, 0x20, 2, 0, 0]) },
    { what: 'a length without an end', bytes: Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 1]) },
  ])('but sends $what is left with the reason', async ({ bytes }) => {
    await using bench = await startMqttBench({
      script({ cmd }, link) {
        if (cmd !== 'connect' || link.number > 0) return false;
        link.sendBytes(bytes);
        return true;
      },
    });
    const { host, broker } = bench;
    await broker.subscribed(1);
    expect(host.failures[0]).toMatch(/^127\.0\.0\.1:\d+: not MQTT: /);
  });

  test('at any address of its name is named with each of them', async () => {
    await using bench = await startMqttBench({ source: { url: 'mqtt://localhost:1' } });
    await bench.host.until(() => bench.host.failures.length > 0);
    expect(bench.host.failures[0]).toContain('localhost:1');
    expect(bench.host.failures[0]).toContain('127.0.0.1:1');
    expect(bench.host.failures[0]).toContain('ECONNREFUSED');
  });
});

test('a broker is found at whichever address of its name answers', async () => {
  await using bench = await startMqttBench();
  const { host } = bench.restart({
    name: 'by-name',
    url: `mqtt://localhost:${bench.broker.port}`,
  });
  await host.until(() => host.states.at(-1)?.state === 'connected');
  expect(host.failures).toEqual([]);
});

describe('a broker over a WebSocket', () => {
  test('is talked to as over TCP', async () => {
    await using bench = await startMqttBench();
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    const protocols: string[] = [];
    server.on('connection', (socket) => {
      protocols.push(socket.protocol);
      const inner = connect(bench.broker.port, '127.0.0.1');
      createWebSocketStream(socket).pipe(inner);
      inner.on('data', (bytes) => socket.send(bytes));
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { host, driver } = bench.restart({ name: 'ws', url: `ws://127.0.0.1:${port}/mqtt` });
    await host.until(() => host.states.at(-1)?.state === 'connected');
    bench.broker.links.at(-1)!.send(messageOf('t', '{"v":1}', { messageId: 1 }));
    await host.until(() => host.frames.length === 1);
    await driver.stop();
    server.close();
    expect(protocols).toEqual(['mqtt']);
  });

  test('that never answers is left with the reason, and a stop waits for nothing', async () => {
    await using bench = await startMqttBench();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { host, driver } = bench.restart({ name: 'ws', url: `ws://127.0.0.1:${port}` });
    await host.until(() => host.failures.length > 0);
    expect(host.failures[0]).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port}: `));
    await host.until(() => host.states.at(-1)?.state === 'connecting');
    const stoppedAt = performance.now();
    await driver.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    server.close();
  });
});

describe('a broker that refuses subscriptions', () => {
  const source = { topics: [topicOf('a'), topicOf('b')] };
  const refuse =
    (filters: readonly string[], times: number): Script =>
    (packet, link) => {
      if (packet.cmd !== 'subscribe') return false;
      const asked = link.received.filter(({ cmd }) => cmd === 'subscribe').length;
      link.send(grant(packet, (filter) => asked > times || !filters.includes(filter)));
      return true;
    };

  test('to one topic is degraded, names it, makes its tags Bad, and is asked again', async () => {
    await using bench = await startMqttBench({ source, script: refuse(['b'], 2) });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    await host.until(() => bench.state().startsWith('degraded'));
    expect(bench.state()).toBe('degraded: the broker refuses the subscription to b');
    expect(host.states.some(({ state }) => state === 'connected')).toBe(false);
    link.send(messageOf('a', '{"v":1}', { messageId: 1 }));
    await host.until(() => bench.messages().length === 1);
    expect(bench.messages()[0]).toMatchObject({ plan: 0, status: good });
    expect(bench.outages()).toMatchObject([{ plan: 1, status: badUserAccessDenied }]);
    await host.until(() => bench.state() === 'connected');
    const asked = link.received.flatMap((packet) =>
      packet.cmd === 'subscribe' ? [packet.subscriptions.map(({ topic }) => topic)] : [],
    );
    expect(asked).toEqual([['a', 'b'], ['b'], ['b']]);
  });

  test('to all topics is never plainly connected', async () => {
    await using bench = await startMqttBench({ source, script: refuse(['a', 'b'], 99) });
    const { host } = bench;
    await host.until(() => bench.outages().length === 2);
    expect(bench.state()).toBe('degraded: the broker refuses the subscription to a, b');
    expect(bench.outages().map(({ status }) => status)).toEqual(
      Array.from({ length: 2 }, () => badUserAccessDenied),
    );
  });

  test('by leaving them out of its answer is taken at its word', async () => {
    await using bench = await startMqttBench({
      source,
      script(packet, link) {
        if (packet.cmd !== 'subscribe') return false;
        link.send({ cmd: 'suback', messageId: packet.messageId!, granted: [1] });
        return true;
      },
    });
    await bench.host.until(() => bench.state().startsWith('degraded'));
    expect(bench.state()).toContain('subscription to b');
  });
});

test.each([
  { whose: 'all tags', b: topicOf('b', { timestampPath: 'ts' }) },
  {
    whose: 'one tag',
    b: topicOf('b', { tags: [{ name: 'b', path: 'v', timestampPath: 'ts' }] }),
  },
])(
  'an outage of a topic without times begins when the broker was heard last, of one with times of $whose at its last message',
  async ({ b }) => {
    await using bench = await startMqttBench({ source: { topics: [topicOf('a'), b] } });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    const payload = '{"v":1,"ts":"2026-01-01T00:00:00Z"}';
    link.send(messageOf('b', payload, { messageId: 1 }), messageOf('a', payload, { messageId: 2 }));
    await host.until(() => bench.messages().length === 2);
    const pings = (): number => link.received.filter(({ cmd }) => cmd === 'pingreq').length;
    await host.until(() => pings() > 2);
    const cutUs = host.nowUs();
    link.cut();
    await host.until(() => bench.outages().length === 2);
    const [ofA, ofB] = bench.outages();
    const [messageB, messageA] = bench.messages();
    expect(ofB!.receivedUs).toBe(messageB!.receivedUs);
    expect(ofA!.receivedUs).toBeGreaterThan(messageA!.receivedUs);
    expect(ofA!.receivedUs).toBeLessThanOrEqual(cutUs + 1e6); // An answer was on its way.
  },
);

test('a broker that ends each connection soon is come back to more slowly, and the reason asks for another client of the name', async () => {
  await using bench = await startMqttBench({ source: { clientId: 'twin' } });
  const { host, broker } = bench;
  let cutAt = NaN;
  for (let number = 0; number < 3; number++) {
    const link = await broker.subscribed(number);
    await host.until(() => bench.state() === 'connected');
    cutAt = performance.now();
    link.cut();
    await host.until(() => bench.state() !== 'connected');
  }
  await host.until(() => host.failures.length === 3);
  expect(host.failures[2]).toContain('does another client call itself twin?');
  await broker.subscribed(3);
  // The pause is 2 s; without the suspicion it would be 0.5 s.
  expect(performance.now() - cutAt).toBeGreaterThan(1_000);
});

test('a message is handed on byte for byte, also when it comes in pieces', async () => {
  await using bench = await startMqttBench();
  const link = await bench.broker.subscribed(0);
  const text = `{"v":1,"text":"${'ü'.repeat(500)}"}`;
  const bytes = generate(messageOf('t', text, { messageId: 1 }));
  for (let at = 0; at < bytes.length; at += 100) {
    link.sendBytes(bytes.subarray(at, at + 100));
    await new Promise(setImmediate);
  }
  await bench.host.until(() => bench.messages().length === 1);
  expect(textOf(bench.messages()[0]!)).toBe(text);
});
