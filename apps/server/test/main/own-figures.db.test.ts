import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { createHistorian, type Historian } from '@varve/historian';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { historianWriter } from '../../src/main/historian-writer.ts';
import { OWN_FIGURES } from '../../src/main/own-figures/own-figures.ts';
import { ownSource } from '../../src/main/own-figures/own-source.ts';
import { ownWriter } from '../../src/main/own-figures/own-writer.ts';
import { startCollecting, type Collecting } from '../../src/main/start-collecting.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let collecting: Collecting;
const resources = new AsyncDisposableStack();

const collect = (directory: string, source = 'line'): Promise<Collecting> =>
  startCollecting({
    directory: `${database.directory}/${directory}`,
    database: database.connectionString,
    tenant: 'default',
    sources: [{ name: source, protocol: 'program', tags: [{ name: `${source}/pressure` }] }],
    before: ['migration 0001_first applied'],
    logger: pino({ level: 'silent' }),
  });

beforeAll(async () => {
  database = resources.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default')");
  await database.query(
    `INSERT INTO audit_log (tenant_id, action, resource_type, outcome)
     SELECT id, 'login_failed', 'users', 'failed' FROM tenants WHERE name = 'default'`,
  );
  collecting = resources.use(await collect('first'));
});
afterAll(() => resources.disposeAsync());

/** The last sample of each of Varve's own tags, by the part of the name behind that of the source. */
function latest({ historian } = collecting) {
  const names = new Map(historian.tags.map(({ id, definition }) => [id, definition.name]));
  return new Map(historian.latest().map((sample) => [names.get(sample.tagId)!, sample] as const));
}

describe("Varve's own figures", () => {
  test('are tags with units, and samples from the beginning', async () => {
    const tags = collecting.collector.tags().filter(({ source }) => source === 'varve');
    expect(tags.find(({ name }) => name === 'varve/spool-bytes')).toMatchObject({ unit: 'B' });
    expect(tags.find(({ name }) => name === 'varve/database-connected')).toMatchObject({
      states: ['Disconnected', 'Connected'],
    });
    await expect.poll(() => latest().get('varve/sources-up')).toMatchObject({ value: 1 });
    // A thread shows them one by one.
    const names = Object.keys(OWN_FIGURES).map((name) => `varve/${name}`);
    await expect.poll(() => [...latest().keys()]).toEqual(expect.arrayContaining(names));
    const figures = latest();
    const value = (name: string): number => figures.get(`varve/${name}`)!.value;
    expect(value('sources-down')).toBe(0);
    expect(value('database-connected')).toBe(1);
    expect(value('logins-failed-rate')).toBe(1);
    expect(value('process-memory')).toBeGreaterThan(10_000_000);
    expect(value('disk-free')).toBeGreaterThan(0);
  });

  test('are Bad where they are not known, and known when there is something to compare', async () => {
    // As it was stored first: on a slow machine it is measured again by now.
    const first = () =>
      database.query(
        `SELECT s.value, s.status FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
         WHERE t.name = 'varve/samples-received-rate' ORDER BY s.time LIMIT 1`,
      );
    await expect.poll(first).toEqual([{ value: null, status: StatusCode.badNoData }]);
    const { position } = collecting.historian.tags.find(
      ({ definition }) => definition.name === 'line/pressure',
    )!;
    const batch = createSampleBatch(100);
    for (let number = 0; number < 100; number++)
      appendSample(batch, position, Date.now() * 1_000 + number, number, StatusCode.good);
    await collecting.historian.write(batch);
    await expect.poll(() => latest().get('varve/samples-received-rate')!.value).toBeGreaterThan(5);
    await expect.poll(() => latest().get('varve/process-cpu')!.value).toBeGreaterThan(0);
  });

  test('are no source of the plant, and no program writes them', () => {
    expect(collecting.collector.health().sources.map(({ name }) => name)).toEqual(['line']);
    const tags = historianWriter(collecting.historian).tags();
    expect(tags.byName.get('varve/events')!.isWritable).toBe(false);
    expect(tags.byName.get('line/pressure')!.isWritable).toBe(true);
  });

  test('of a second collector of the tenant have its id in their names, each time', async () => {
    await expect.poll(() => database.query('SELECT FROM timeseries.collectors')).toHaveLength(1);
    const names: string[] = [];
    for (let run = 1; run <= 2; run++) {
      await using second = await collect('second', 'other');
      names.push(second.historian.tags.find(({ source }) => source !== 'other')!.source);
      expect(names.at(-1)).toBe(`varve-${second.historian.spoolId.slice(0, 8)}`);
    }
    expect(names[0]).toBe(names[1]);
  });

  test('end Bad when it stops, and its events say when it started and stopped', async () => {
    await collecting[Symbol.asyncDispose]();
    const stored = await database.query<{ value: string }>(
      `SELECT s.value FROM timeseries.text_samples s JOIN timeseries.tags t ON t.id = s.tag_id
       WHERE t.name = 'varve/events' ORDER BY s.time`,
    );
    expect(stored.map(({ value }) => value)).toEqual([
      'migration 0001_first applied',
      expect.stringMatching(/^Varve \S+ started on /),
      'line is connected',
      expect.stringMatching(/^Varve \S+ stopped on /),
    ]);
    const [last] = await database.query<{ status: number }>(
      `SELECT s.status FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
       WHERE t.name = 'varve/process-memory' ORDER BY s.time DESC LIMIT 1`,
    );
    expect(last!.status).toBe(StatusCode.badShutdown);
  });

  test('are Bad from when a run that was killed measured last, thirty seconds on', async () => {
    const source = 'varve-killed';
    await using historian = await createHistorian({
      database: database.connectionString,
      directory: `${database.directory}/killed`,
      sources: [ownSource(source)],
      workers: 1,
      flushIntervalMs: 20,
    });
    const [{ id, position }] = historian.tags.filter(
      ({ definition }) => definition.name === `${source}/disk-free`,
    ) as [Historian['tags'][number]];
    const lastUs = (Date.now() - 600_000) * 1_000;
    const batch = createSampleBatch(1);
    appendSample(batch, position, lastUs, 1, StatusCode.good);
    await historian.write(batch);
    expect(historian.latest([id])).toMatchObject([{ value: 1 }]);
    await ownWriter(historian, source).markGap();
    expect(historian.latest([id])).toMatchObject([
      { status: StatusCode.badNoCommunication, timeUs: lastUs + 30_000_000 },
    ]);
    expect(historian.latest()).toHaveLength(1);
  });
});
