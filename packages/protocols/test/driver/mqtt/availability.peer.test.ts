import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { startMqttBench, topicOf } from '../../support/mqtt-bench.ts';
import { messageOf } from '../../support/scripted-broker.ts';

const status = (payload: string, more: { retain?: boolean } = {}) =>
  messageOf('t/status', payload, { messageId: 100, ...more });
const data = (payload: string, more: { retain?: boolean } = {}) =>
  messageOf('t', payload, { messageId: 101, ...more });

describe('a device that says whether it is there', () => {
  const source = { topics: [topicOf('t', { availability: { topic: 't/status' } }), topicOf('u')] };

  test.each([{ retain: false }, { retain: true }])(
    'and is gone is an outage of its topic until data come (retained: $retain)',
    async ({ retain }) => {
      await using bench = await startMqttBench({ source });
      const { host, broker } = bench;
      const link = await broker.subscribed(0);
      link.send(data('{"v":1}'), status('offline', { retain }), status('offline', { retain }));
      await host.until(() => bench.outages().length > 0);
      expect(bench.state()).toBe('degraded: t/status says offline');
      link.send(status('online'));
      await host.until(() => bench.state() === 'connected');
      link.send(data('{"v":2}'));
      await host.until(() => bench.messages().length === 2);
      expect(host.frames.map((frame) => [frame.plan, frame.status])).toEqual([
        [0, StatusCode.good],
        [0, StatusCode.badNoCommunication],
        [0, StatusCode.good],
      ]);
      expect(host.rejections).toEqual([]);
      await host.until(() => link.acknowledged().length === 5);
    },
  );

  test('is back when it sends data, and not by what the broker kept of it', async () => {
    await using bench = await startMqttBench({ source });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    link.send(status('offline', { retain: true }), data('{"v":1}', { retain: true }));
    await host.until(() => host.frames.length === 3);
    expect(host.frames.map((frame) => frame.status)).toEqual([
      StatusCode.badNoCommunication,
      StatusCode.uncertainInitialValue,
      StatusCode.badNoCommunication,
    ]);
    expect(bench.state()).toBe('degraded: t/status says offline');
    link.send(data('{"v":2}'));
    await host.until(() => bench.state() === 'connected');
  });

  test('is asked for by a subscription of its own', async () => {
    await using bench = await startMqttBench({ source });
    const link = await bench.broker.subscribed(0);
    expect(link.received.find(({ cmd }) => cmd === 'subscribe')).toMatchObject({
      subscriptions: [{ topic: 't' }, { topic: 'u' }, { topic: 't/status' }],
    });
  });

  test('and comes again, since its acknowledgement was not heard, says nothing new', async () => {
    await using bench = await startMqttBench({
      source,
      script({ cmd }, link) {
        if (cmd !== 'connect') return false;
        link.send({ cmd: 'connack', returnCode: 0, sessionPresent: link.number > 0 });
        return true;
      },
    });
    const { host, broker } = bench;
    const first = await broker.subscribed(0);
    first.send(status('offline'), data('{"v":1}'));
    await host.until(() => first.acknowledged().length === 2);
    first.cut();
    const second = await broker.subscribed(1);
    second.send({ ...status('offline'), dup: true });
    await host.until(() => second.acknowledged().length === 1);
    expect(bench.state()).toBe('connected');
    expect(host.rejections).toHaveLength(1);
  });

  test('in neither word is counted with what it said', async () => {
    await using bench = await startMqttBench({ source });
    const link = await bench.broker.subscribed(0);
    link.send(status('sleeping'));
    await bench.host.until(() => link.acknowledged().length === 1);
    expect(bench.host.rejections).toEqual(['t/status: expected online or offline, got sleeping']);
    expect(bench.outages()).toEqual([]);
  });
});

describe('a gateway that says whether it is there', () => {
  test('in JSON, and is gone, is an outage of all topics of the source', async () => {
    const availability = { topic: 't/status', path: 'bridge.state', offline: 'down', online: 'up' };
    await using bench = await startMqttBench({
      source: { availability, topics: [topicOf('t'), topicOf('u')] },
    });
    const { host, broker } = bench;
    const link = await broker.subscribed(0);
    link.send(status('{"bridge":{"state":"up"}}'));
    link.send(status('offline'), status('{"bridge":null}'), status('{"bridge":{"state":"down"}}'));
    await host.until(() => link.acknowledged().length === 4);
    expect(host.rejections).toEqual(
      ['neither', 'null'].map((word) => `t/status: expected up or down, got ${word}`),
    );
    expect(bench.outages().map(({ plan }) => plan)).toEqual([0, 1]);
  });

  test.each([
    { path: '["a.b"].state', payload: '{"a.b":{"state":"offline"}}' },
    { path: String.raw`a\.b[0]`, payload: '{"a.b":["offline"]}' },
    {
      path: '$.units[id=2].is',
      payload: '{"units":[{"id":1,"is":"online"},{"id":2,"is":"offline"}]}',
    },
  ])('says so where the path $path leads', async ({ path, payload }) => {
    await using bench = await startMqttBench({
      source: { availability: { topic: 't/status', path } },
    });
    const link = await bench.broker.subscribed(0);
    link.send(status(payload));
    await bench.host.until(() => link.acknowledged().length === 1);
    expect(bench.host.rejections).toEqual([]);
    expect(bench.outages()).toHaveLength(1);
  });

  test('on a topic of data is both heard and read', async () => {
    const availability = { topic: 't', path: 'state' };
    await using bench = await startMqttBench({ source: { availability } });
    const link = await bench.broker.subscribed(0);
    link.send(messageOf('t', '{"v":1,"state":"online"}', { messageId: 1 }));
    await bench.host.until(() => link.acknowledged().length === 1);
    expect(bench.messages()).toHaveLength(1);
  });
});
