import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode, type FilterDefinition, type MqttSourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mosquitto, needs } from '../../../test/requirement.ts';
import { prepareMosquitto, type Mosquitto } from './support/mosquitto.ts';
import { startTestDatabase, type TestDatabase } from './support/test-database.ts';

const STAMP_MS = Date.now() - 3_600_000;

const source = (port: number, filter: FilterDefinition = {}): MqttSourceDefinition => ({
  name: 'kept',
  protocol: 'mqtt',
  url: `mqtt://127.0.0.1:${port}`,
  topics: [
    {
      topic: 'stamped',
      timestampPath: 't',
      tags: [
        { name: 'stamped/number', path: 'v', filter },
        { name: 'stamped/text', path: 's', dataType: 'text' },
      ],
    },
    {
      topic: 'plain',
      tags: [
        { name: 'plain/number', path: 'v', filter },
        { name: 'plain/text', path: 's', dataType: 'text' },
      ],
    },
  ],
});

describe('messages that Mosquitto keeps', needs(mosquitto), () => {
  let database: TestDatabase;
  let broker: Mosquitto;

  beforeAll(async () => {
    broker = await prepareMosquitto();
    database = await startTestDatabase();
  });
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]();
    await broker?.[Symbol.asyncDispose]();
  });

  const start = (): Promise<Historian> =>
    createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: [source(broker.port)],
      flushIntervalMs: 20,
      workers: 1,
    });
  const publish = async (): Promise<void> => {
    await broker.publish('stamped', [JSON.stringify({ t: STAMP_MS, v: 7, s: 'on' })], ['-r']);
    await broker.publish('plain', ['{"v":7,"s":"on"}'], ['-r']);
  };
  /** The shown sample of each tag, once all of them are as the broker keeps them. */
  const untilShown = (historian: Historian) =>
    expect
      .poll(() => historian.latest().map(({ status }) => status))
      .toEqual([0, 0, StatusCode.uncertainInitialValue, StatusCode.uncertainInitialValue]);
  const rowsOf = (table: string) =>
    database.query<{ tag: string; value: number | string; status: number; count: number }>(
      `SELECT t.name AS tag, s.value, s.status, count(*)::int AS count
       FROM timeseries.${table} s JOIN timeseries.tags t ON t.id = s.tag_id
       WHERE s.value IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1`,
    );

  test('are stored once, whoever of both is started again, and whatever is changed', async () => {
    await broker.start();
    await publish();
    const restartBroker = async (historian: Historian): Promise<void> => {
      await broker.stop();
      await expect.poll(() => historian.stats().sources[0]!.state).toBe('disconnected');
      await broker.start();
      await publish();
    };
    const refilter = async (historian: Historian): Promise<void> => {
      await historian.updateSource(source(broker.port, { excDev: 1 }));
    };
    for (const change of [restartBroker, refilter, restartBroker]) {
      const historian = await start();
      await untilShown(historian);
      await change(historian);
      await untilShown(historian);
      await historian.stop();
    }
    const { uncertainInitialValue } = StatusCode;
    expect(await rowsOf('samples')).toEqual([
      { tag: 'plain/number', value: 7, status: uncertainInitialValue, count: 1 },
      { tag: 'stamped/number', value: 7, status: 0, count: 1 },
    ]);
    expect(await rowsOf('text_samples')).toEqual([
      { tag: 'plain/text', value: 'on', status: uncertainInitialValue, count: 1 },
      { tag: 'stamped/text', value: 'on', status: 0, count: 1 },
    ]);
  });
});
