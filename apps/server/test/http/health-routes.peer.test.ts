import { describe, expect, test } from 'vitest';
import type { KnownCollector } from '../../src/kit/join-health.ts';
import { collectorThatTold, partsOf, startGateway } from '../support/test-gateway.ts';
import { toldCollector, toldSource } from '../support/told-collector.ts';

/** A server of collectors, whose database answers or not. */
const startWith = (told: readonly KnownCollector[], isDatabaseUp = true) =>
  startGateway({
    parts: partsOf({
      collector: collectorThatTold(() => told),
      ping: () => Promise.resolve(isDatabaseUp),
    }),
  });
const healthOf = async (told: readonly KnownCollector[], isDatabaseUp = true) => {
  await using gateway = await startWith(told, isDatabaseUp);
  const answer = await fetch(`${gateway.address}/api/health`);
  return { code: answer.status, ...((await answer.json()) as Record<string, unknown>) };
};

const METER = toldSource('meter', 'modbus', 'connected');

describe('the health that a stranger is told', () => {
  test('has no address, no source and no reason', async () => {
    expect(await healthOf([toldCollector([METER])])).toEqual({
      code: 200,
      status: 'healthy',
      version: '1.2.3',
      database: 'connected',
      mqtt: 'disabled',
      uptime_seconds: 61,
    });
  });

  test('is unhealthy while the database does not answer', async () => {
    expect(await healthOf([toldCollector([METER])], false)).toMatchObject({
      code: 503,
      status: 'unhealthy',
      database: 'disconnected',
    });
  });

  test.each([
    ['connected', ['connected']],
    ['connected', ['connected', 'degraded']],
    ['disconnected', ['connected', 'disconnected']],
    ['disconnected', ['connecting']],
    ['disconnected', ['stopped']],
  ] as const)('says that MQTT is %s where brokers are %j', async (mqtt, states) => {
    const brokers = states.map((state, place) => toldSource(`broker-${place}`, 'mqtt', state));
    expect(await healthOf([toldCollector([METER, ...brokers])])).toMatchObject({ mqtt });
  });

  test('does not say that MQTT is connected where its collector is silent', async () => {
    const told = [toldCollector([toldSource('broker', 'mqtt', 'connected')], 'silent')];
    expect(await healthOf(told)).toMatchObject({ status: 'degraded', mqtt: 'disconnected' });
  });
});

describe('a server that is watched', () => {
  test('is alive and ready', async () => {
    await using gateway = await startWith([]);
    expect((await fetch(`${gateway.address}/live`)).status).toBe(200);
    expect((await fetch(`${gateway.address}/ready`)).status).toBe(200);
  });

  test('is alive and not ready without a database', async () => {
    await using gateway = await startWith([], false);
    expect((await fetch(`${gateway.address}/live`)).status).toBe(200);
    expect((await fetch(`${gateway.address}/ready`)).status).toBe(503);
  });

  test('asks the database once for all who ask at the same time', async () => {
    let pings = 0;
    const answered = Promise.withResolvers<boolean>();
    const ping = (): Promise<boolean> => {
      pings += 1;
      return answered.promise;
    };
    let asking = 0;
    await using gateway = await startGateway({ parts: partsOf({ ping }) }, (server) => {
      server.addHook('preHandler', async () => void asking++);
    });
    const asked = Array.from({ length: 20 }, () => fetch(`${gateway.address}/ready`));
    await expect.poll(() => asking).toBe(20);
    answered.resolve(true);
    for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    expect(pings).toBe(1);
  });
});
