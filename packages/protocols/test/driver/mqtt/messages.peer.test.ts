import { StatusCode, type Frame } from '@varve/protocols';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { startMqttBench, textOf, topicOf } from '../../support/mqtt-bench.ts';
import { messageOf, type Script } from '../../support/scripted-broker.ts';

const MIB = 1_048_576;
const { badEncodingLimitsExceeded, good, uncertain, uncertainInitialValue } = StatusCode;

/** Whether each connection finds the session of the one before. */
const keepSession: Script = ({ cmd }, link) => {
  if (cmd !== 'connect') return false;
  link.send({ cmd: 'connack', returnCode: 0, sessionPresent: link.number > 0 });
  return true;
};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('a message that is too large', () => {
  const source = { topics: [topicOf('big'), topicOf('small')] };

  test('is refused with its topic and size, acknowledged, and silences nothing else', async () => {
    await using bench = await startMqttBench({ source });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    const sizes = [0.5, 5, 15.99, ...Array.from({ length: 5 }, () => 17)];
    for (const [at, size] of sizes.entries()) {
      const payload = Buffer.alloc(Math.round(size * MIB), 'A');
      link.send(messageOf('big', payload, { messageId: 2 * at + 1 }));
      link.send(messageOf('small', `{"v":${at}}`, { messageId: 2 * at + 2 }));
    }
    await host.until(() => link.acknowledged().length === 2 * sizes.length);
    expect(link.acknowledged()).toEqual(numbers(2 * sizes.length));
    expect(bench.messages(0)).toHaveLength(1);
    expect(bench.messages(1).map(textOf)).toEqual(sizes.map((_, at) => `{"v":${at}}`));
    expect(host.rejections).toHaveLength(7);
    expect(host.rejections.at(-1)).toBe('big: 17.0 MiB, at most 1.0 MiB');
    // Its tag has a value that nobody knows: the one before does not go on being Good.
    expect(bench.outages()).toHaveLength(7);
    expect(bench.outages()[0]).toMatchObject({ plan: 0, status: badEncodingLimitsExceeded });
    expect(bench.state()).toBe('connected');
    const stoppedAt = performance.now();
    await bench.driver.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
  });

  test('is one of more bytes than maxPayloadBytes, to the byte', async () => {
    await using bench = await startMqttBench({ source: { ...source, maxPayloadBytes: 1_000 } });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    link.send(messageOf('big', Buffer.alloc(1_000, 'A'), { messageId: 1 }));
    link.send(messageOf('big', Buffer.alloc(1_001, 'A'), { messageId: 2 }));
    link.send(messageOf('big', Buffer.alloc(1_001, 'A')));
    link.send(messageOf('small', '{"v":1}', { messageId: 3 }));
    await host.until(() => link.acknowledged().length === 3);
    expect(bench.messages().map(({ payload }) => payload.length)).toEqual([1_000, 7]);
    expect(host.rejections).toEqual(
      Array.from({ length: 2 }, () => 'big: 1001 bytes, at most 1000 bytes'),
    );
  });
});

describe('a message that the host has no room for', () => {
  test('waits, with those behind it, and none is lost or held', async () => {
    let room = Promise.withResolvers<void>();
    let isFull = false;
    await using bench = await startMqttBench({
      host: { whenReady: () => (isFull ? room.promise : undefined) },
    });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    isFull = true;
    link.send(...numbers(50).map((id) => messageOf('t', `{"v":${id}}`, { messageId: id })));
    // As long as nothing is read, the broker's answers cannot come: they are not missed.
    await host.until(() => link.received.filter(({ cmd }) => cmd === 'pingreq').length > 6);
    expect(host.frames).toEqual([]);
    isFull = false;
    room.resolve();
    room = Promise.withResolvers();
    await host.until(() => link.acknowledged().length === 50);
    expect(bench.messages().map(textOf)).toEqual(numbers(50).map((id) => `{"v":${id}}`));
    expect(host.failures).toEqual([]);
    expect(broker.links).toHaveLength(1);
  });

  test('and never will have is acknowledged, and told with its topic and size', async () => {
    await using bench = await startMqttBench({ host: { push: () => false } });
    const link = await bench.broker.subscribed(0);
    link.send(messageOf('t', '{"v":1}', { messageId: 1 }));
    await bench.host.until(() => link.acknowledged().length === 1);
    expect(bench.host.failures).toEqual(['t: a payload of 7 bytes was dropped']);
  });

  test('is not handed on after the connection has ended: it would end the outage', async () => {
    const room = Promise.withResolvers<void>();
    let isFull = false;
    await using bench = await startMqttBench({
      host: { whenReady: () => (isFull ? room.promise : undefined) },
    });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    isFull = true;
    link.send(messageOf('t', '{"v":1}', { messageId: 1 }), messageOf('t', '{"v":2}'));
    await host.until(() => link.received.filter(({ cmd }) => cmd === 'pingreq').length > 1);
    link.cut();
    // Bytes on their way are read before the end of the connection is seen.
    isFull = false;
    await host.until(() => bench.outages().length > 0 || link.received.length > 100);
    room.resolve();
    await broker.subscribed(1);
    expect(bench.messages()).toEqual([]);
    expect(host.rejections).toEqual(['t: the connection ended before there was room for it']);
  });
});

test('a message of an unknown topic is acknowledged and counted', async () => {
  await using bench = await startMqttBench({ source: { subscribe: ['#'] } });
  const { host, broker } = bench;
  const link = await broker.subscribed(0);
  link.send(messageOf('x', '1', { messageId: 7 }), messageOf('t', '{"v":1}', { messageId: 8 }));
  await host.until(() => link.acknowledged().length === 2);
  expect(link.acknowledged()).toEqual([7, 8]);
  expect(host.rejections).toEqual(['unknown topic x']);
});

test('a message of QoS 2, which another client of the name asked for, is acknowledged in its two steps', async () => {
  await using bench = await startMqttBench();
  const { host, broker } = bench;
  const link = await broker.subscribed(0);
  link.send({ ...messageOf('t', '{"v":1}', { messageId: 3 }), qos: 2 });
  await host.until(() => link.received.some(({ cmd }) => cmd === 'pubrec'));
  link.send({ cmd: 'pubrel', messageId: 3 });
  await host.until(() => link.received.some(({ cmd }) => cmd === 'pubcomp'));
  expect(bench.messages()).toHaveLength(1);
});

test('a topic that is listed twice is read for both', async () => {
  await using bench = await startMqttBench({
    source: { topics: [topicOf('t'), { topic: 't', tags: [{ name: 'q', path: 'q' }] }] },
  });
  const link = await bench.broker.subscribed(0);
  link.send(messageOf('t', '{"v":1,"q":1}', { messageId: 1 }));
  await bench.host.until(() => link.acknowledged().length === 1);
  expect(bench.messages(0)).toHaveLength(1);
  expect(bench.messages(1)).toHaveLength(1);
  expect(link.received.find(({ cmd }) => cmd === 'subscribe')).toMatchObject({
    subscriptions: [{ topic: 't', qos: 1 }],
  });
});

test('a message is acknowledged when what is in it is safe, and not before', async () => {
  const tell: (() => void)[] = [];
  const frames: Frame[] = [];
  await using bench = await startMqttBench({
    host: {
      push(frame, acknowledge) {
        frames.push(frame);
        if (acknowledge !== undefined) tell.push(acknowledge);
        return true;
      },
    },
  });
  const link = await bench.broker.subscribed(0);
  link.send(...numbers(3).map((id) => messageOf('t', '{"v":1}', { messageId: id })));
  await bench.host.until(() => tell.length === 3);
  tell[1]!();
  await bench.host.until(() => link.acknowledged().length === 1);
  expect(link.acknowledged()).toEqual([2]);
  // A driver that is stopped waits a little for the others.
  const stopped = bench.driver.stop();
  tell[0]!();
  tell[2]!();
  await stopped;
  await bench.host.until(() => link.received.some(({ cmd }) => cmd === 'disconnect'));
  expect(link.acknowledged()).toEqual([2, 1, 3]);
});

describe('arrival times', () => {
  test('are taken as messages come, each later than the one before', async () => {
    await using bench = await startMqttBench();
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    link.send(...numbers(600).map((id) => messageOf('t', `{"v":${id}}`, { messageId: id })));
    await host.until(() => bench.messages().length === 600);
    const times = bench.messages().map(({ receivedUs }) => receivedUs);
    expect(new Set(times).size).toBe(600);
    expect(times.toSorted((one, other) => one - other)).toEqual(times);
    expect(bench.messages().map(textOf)).toEqual(numbers(600).map((id) => `{"v":${id}}`));
  });

  test('are not those of the moment at which there was room', async () => {
    const room = Promise.withResolvers<void>();
    let isFull = false;
    await using bench = await startMqttBench({
      host: { whenReady: () => (isFull ? room.promise : undefined) },
    });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    isFull = true;
    link.send(...numbers(20).map((id) => messageOf('t', '{"v":1}', { messageId: id })));
    await host.until(() => link.received.filter(({ cmd }) => cmd === 'pingreq').length > 3);
    const roomUs = host.nowUs();
    isFull = false;
    room.resolve();
    await host.until(() => bench.messages().length === 20);
    for (const { receivedUs } of bench.messages()) {
      expect(roomUs - receivedUs).toBeGreaterThan(100_000);
    }
  });
});

describe('what a broker kept', () => {
  test('as a retained message has an initial value that is Uncertain', async () => {
    await using bench = await startMqttBench();
    const link = await bench.broker.subscribed(0);
    link.send(messageOf('t', '{"v":7}', { messageId: 1, retain: true }));
    link.send(messageOf('t', '{"v":8}', { messageId: 2 }));
    await bench.host.until(() => bench.messages().length === 2);
    expect(bench.messages().map(({ status }) => status)).toEqual([uncertainInitialValue, good]);
  });

  test('for a session is Uncertain until the broker, asked, has nothing more of it', async () => {
    const WINDOW = 20;
    const queued = numbers(55);
    let sent = 0;
    await using bench = await startMqttBench({
      // Sends as many as may be unacknowledged, as brokers do.
      script(packet, link) {
        if (link.number === 0) return false;
        if (packet.cmd === 'connect') {
          link.send({ cmd: 'connack', returnCode: 0, sessionPresent: true });
        } else if (packet.cmd !== 'puback') return false;
        while (sent < queued.length && sent - link.acknowledged().length < WINDOW) {
          const id = queued[sent++]!;
          link.send(messageOf('t', `{"v":${id}}`, { messageId: id }));
        }
        return true;
      },
    });
    const { host, broker } = bench;
    (await broker.subscribed(0)).cut();
    const link = await broker.subscribed(1);
    await host.until(() => link.acknowledged().length === queued.length);
    await host.until(() => link.received.at(-1)?.cmd === 'pingreq');
    await host.until(() => bench.state() === 'connected');
    link.send(messageOf('t', '{"v":1000}', { messageId: 1_000 }));
    await host.until(() => bench.messages().length === queued.length + 1);
    expect(bench.messages().map(({ status }) => status)).toEqual([
      ...queued.map(() => uncertain),
      good,
    ]);
  });

  test('ends with the answer to the ping: what comes in one piece with it is Good', async () => {
    await using bench = await startMqttBench({
      script(packet, link) {
        if (packet.cmd === 'connect') {
          link.send({ cmd: 'connack', returnCode: 0, sessionPresent: true });
          return true;
        }
        if (packet.cmd !== 'pingreq') return false;
        const asked = link.received.filter(({ cmd }) => cmd === 'pingreq').length;
        link.send({ cmd: 'pingresp' }, messageOf('t', '{"v":1}', { messageId: asked }));
        return true;
      },
    });
    await bench.host.until(() => bench.messages().length > 0);
    expect(bench.messages()[0]!.status).toBe(good);
  });

  test('is nothing where a session was kept and no message', async () => {
    await using bench = await startMqttBench({ script: keepSession });
    (await bench.broker.subscribed(0)).cut();
    const link = await bench.broker.subscribed(1);
    await bench.host.until(() => link.received.some(({ cmd }) => cmd === 'pingreq'));
    await bench.host.until(() => bench.state() === 'connected');
    link.send(messageOf('t', '{"v":1}', { messageId: 1 }));
    await bench.host.until(() => bench.messages().length === 1);
    expect(bench.messages()[0]!.status).toBe(good);
  });
});

describe('a message that comes again since its acknowledgement was not heard', () => {
  const sent = numbers(20).map((id) => messageOf('t', `{"v":${id}}`, { messageId: id }));
  const again = sent.map((message) => ({ ...message, dup: true }));

  test('is acknowledged and counted, and not handed on twice', async () => {
    await using bench = await startMqttBench({ script: keepSession });
    const { host, broker } = bench;
    const first = await broker.subscribed(0);
    first.send(...sent);
    await host.until(() => first.acknowledged().length === 20);
    first.cut();
    const second = await broker.subscribed(1);
    second.send(...again);
    await host.until(() => second.acknowledged().length === 20);
    expect(bench.messages()).toHaveLength(20);
    expect(host.rejections).toHaveLength(20);
    expect(host.rejections[0]).toBe('t: message 1 came again, and is not stored twice');
  });

  test('is handed on when it was not, or is another one of the same number', async () => {
    await using bench = await startMqttBench({ script: keepSession });
    const { host, broker } = bench;
    const first = await broker.subscribed(0);
    first.send(sent[0]!);
    await host.until(() => first.acknowledged().length === 1);
    first.cut();
    const second = await broker.subscribed(1);
    // The first of these was lost on the way, the second took the number of a message that was heard of.
    second.send(again[1]!, messageOf('t', '{"v":9}', { messageId: 1, dup: true }));
    await host.until(() => second.acknowledged().length === 2);
    expect(bench.messages().map(textOf)).toEqual(['{"v":1}', '{"v":2}', '{"v":9}']);
  });

  test('is handed on when the broker began a new session', async () => {
    await using bench = await startMqttBench();
    const { host, broker } = bench;
    const first = await broker.subscribed(0);
    first.send(sent[0]!);
    await host.until(() => first.acknowledged().length === 1);
    first.cut();
    const second = await broker.subscribed(1);
    second.send(again[0]!);
    await host.until(() => bench.messages().length === 2);
    expect(bench.messages().map(textOf)).toEqual(['{"v":1}', '{"v":1}']);
  });

  test('is acknowledged only when the first of it is safe', async () => {
    const tell: (() => void)[] = [];
    await using bench = await startMqttBench({
      script: keepSession,
      host: {
        push(_frame, acknowledge) {
          if (acknowledge !== undefined) tell.push(acknowledge);
          return true;
        },
      },
    });
    const { host, broker } = bench;
    const first = await broker.subscribed(0);
    first.send(sent[0]!);
    await host.until(() => tell.length === 1);
    first.cut();
    const second = await broker.subscribed(1);
    second.send(again[0]!);
    await host.until(() => host.rejections.length === 1);
    expect(second.acknowledged()).toEqual([]);
    tell[0]!();
    await host.until(() => second.acknowledged().length === 1);
    expect(tell).toHaveLength(1);
  });

  test('after a kill is known by the receipts that the host kept', async () => {
    const receipts: string[] = [];
    await using bench = await startMqttBench({
      script: (packet, link) => {
        if (packet.cmd !== 'connect') return false;
        link.send({ cmd: 'connack', returnCode: 0, sessionPresent: true });
        return true;
      },
      host: {
        push(_frame, acknowledge, receipt) {
          if (receipt !== undefined) receipts.push(receipt);
          acknowledge?.();
          return true;
        },
      },
    });
    const { host, broker, driver } = bench;
    const first = await broker.subscribed(0);
    first.send(...sent);
    await host.until(() => first.acknowledged().length === 20);
    await driver.stop();
    const { host: next } = bench.restart({}, { receipts: new Set(receipts) });
    const second = await broker.subscribed(1);
    second.send(...again, messageOf('t', '{"v":21}', { messageId: 21 }));
    await next.until(() => second.acknowledged().length === 21);
    expect(next.frames.filter(({ status }) => status >= 0).map(textOf)).toEqual(['{"v":21}']);
    expect(Math.max(...receipts.map(({ length }) => length))).toBeLessThan(24);
  });
});

test('messages that come in one piece with the answer to the login are taken', async () => {
  await using bench = await startMqttBench({
    script({ cmd }, link) {
      if (cmd !== 'connect') return false;
      const packets = [
        { cmd: 'connack', returnCode: 0, sessionPresent: true } as const,
        messageOf('t', '{"v":1}', { messageId: 1 }),
      ];
      link.sendBytes(Buffer.concat(packets.map((packet) => generate(packet))));
      return true;
    },
  });
  await bench.host.until(() => bench.messages().length === 1);
  expect(bench.messages()[0]!.status).toBe(uncertain);
});
