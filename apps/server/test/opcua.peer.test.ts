import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode, type SourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { needs, open62541 } from '../../../test/requirement.ts';
import { startOpen62541, type Open62541Server } from './support/open62541-server.ts';
import { startTestDatabase, temporaryFolder, type TestDatabase } from './support/test-database.ts';

const STEPS = Array.from({ length: 20 }, (_, step) => step + 1);
const VARIABLES = ['Double', 'Float', 'Int16', 'Int64', 'UInt64', 'Boolean', 'String'] as const;

const source = (port: number): SourceDefinition => ({
  name: 'skid',
  protocol: 'opcua',
  endpointUrl: `opc.tcp://127.0.0.1:${port}`,
  samplingIntervalMs: 20,
  tags: [...VARIABLES, 'Text', 'Nowhere'].map((name) => ({
    name: `skid/${name}`,
    nodeId: `ns=1;s=${name}`,
    ...(name === 'Text' ? { dataType: 'text' } : {}),
  })),
});

describe('an open62541 server', needs(open62541), () => {
  let database: TestDatabase;
  let server: Open62541Server;
  let historian: Historian;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    server = await startOpen62541(port);
    database = await startTestDatabase();
    historian = await createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: [source(port)],
      flushIntervalMs: 20,
    });
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  // Times of a device only rise.
  let clockMs = 0;
  const nextMs = (): number => (clockMs = Math.max(Date.now(), clockMs + 1));
  const stats = () => historian.stats().sources[0]!;
  function latest(variable: string) {
    const found = historian.tags.find(({ definition }) => definition.name === `skid/${variable}`);
    return historian.latest([found!.id])[0];
  }

  test('gives every value with the time of the device', async () => {
    // One node is not there; the others come.
    await expect.poll(() => stats().state).toBe('degraded');
    const times: number[] = [];
    for (const step of STEPS) {
      const timeMs = nextMs();
      times.push(timeMs);
      await server.set({ variable: 'Double', value: String(step / 8), timeMs });
      await expect
        .poll(() => latest('Double'))
        .toMatchObject({ value: step / 8, timeUs: timeMs * 1_000 });
    }
    const stored = () =>
      database.query<{ ms: number; value: number }>(
        `SELECT (extract(epoch FROM time) * 1000)::float8 AS ms, value
         FROM timeseries.samples_by_name WHERE tag = 'skid/Double' AND value > 0 ORDER BY time`,
      );
    await expect
      .poll(stored)
      .toEqual(STEPS.map((step, at) => ({ ms: times[at], value: step / 8 })));
  });

  test.each([
    { variable: 'Float', value: '0.1', read: Math.fround(0.1) },
    { variable: 'Int16', value: '-12345', read: -12_345 },
    { variable: 'Int64', value: '-5', read: -5 },
    { variable: 'Int64', value: '9007199254740991', read: Number.MAX_SAFE_INTEGER },
    { variable: 'UInt64', value: '8589934593', read: 8_589_934_593 },
    { variable: 'Boolean', value: '1', read: 1 },
  ] as const)('reads $variable $value', async ({ variable, value, read }) => {
    await server.set({ variable, value, timeMs: nextMs() });
    await expect
      .poll(() => latest(variable))
      .toMatchObject({ value: read, status: StatusCode.good });
  });

  test('gives the texts of a text tag, with the time of the device', async () => {
    const texts = ['Kürbis-Öl', 'Paraffin', '完了'];
    const times: number[] = [];
    for (const value of texts) {
      const timeMs = nextMs();
      times.push(timeMs);
      await server.set({ variable: 'Text', value, timeMs });
      await expect
        .poll(() => latest('Text'))
        .toMatchObject({ text: value, timeUs: timeMs * 1_000, status: StatusCode.good });
    }
    const stored = () =>
      database.query(
        `SELECT (extract(epoch FROM time) * 1000)::float8 AS ms, value
         FROM timeseries.text_samples_by_name WHERE tag = 'skid/Text' AND value <> '0' ORDER BY time`,
      );
    await expect.poll(stored).toEqual(texts.map((value, at) => ({ ms: times[at], value })));
  });

  test('keeps the status that the server gives', async () => {
    const { uncertainLastUsableValue, badSensorFailure } = StatusCode;
    await server.set({
      variable: 'Double',
      value: '7',
      status: uncertainLastUsableValue,
      timeMs: nextMs(),
    });
    await expect
      .poll(() => latest('Double'))
      .toMatchObject({ value: 7, status: uncertainLastUsableValue });
    await server.set({
      variable: 'Double',
      value: '7',
      status: badSensorFailure,
      timeMs: nextMs(),
    });
    await expect.poll(() => latest('Double')?.status).toBe(badSensorFailure);
    await server.set({ variable: 'Double', value: '8', timeMs: nextMs() });
    await expect.poll(() => latest('Double')).toMatchObject({ value: 8, status: StatusCode.good });
  });

  test('a text is no number, and a node that is not there is a reason: both are Bad samples', async () => {
    await expect.poll(() => latest('String')?.status).toBe(StatusCode.badDecodingError);
    expect(latest('Nowhere')).toMatchObject({
      value: Number.NaN,
      status: StatusCode.badConfigurationError,
    });
    expect(stats().lastError?.reason).toBe(
      `127.0.0.1:${port}: 1 of 9 tags cannot be monitored: skid/Nowhere (ns=1;s=Nowhere): BadNodeIdUnknown`,
    );
    expect(stats().state).toBe('degraded');
  });

  test('connects although a killed run left the lock of the certificates, and stops while it cannot connect', async () => {
    const directory = await temporaryFolder();
    await mkdir(join(directory, 'opcua-pki/mutex.lock'), { recursive: true });
    const tags = [{ name: 'other/Double', nodeId: 'ns=1;s=Double' }];
    const start = (endpointPort: number) =>
      createHistorian({
        database: database.connectionString,
        directory,
        sources: [{ ...source(endpointPort), name: 'other', tags } as SourceDefinition],
      });
    const connecting = await start(port);
    await expect.poll(() => connecting.stats().sources[0]!.state).toBe('connected');
    await connecting.stop();
    const waiting = await start(await freePort());
    await expect
      .poll(() => waiting.stats().sources[0]!.lastError?.reason)
      .toContain('ECONNREFUSED');
    await waiting.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('a server that dies is an outage of every tag, and comes back by itself', async () => {
    await server.kill();
    await expect.poll(() => stats().state).not.toBe('degraded');
    for (const variable of [...VARIABLES, 'Text']) {
      await expect.poll(() => latest(variable)?.status).toBe(StatusCode.badNoCommunication);
    }
    server = await startOpen62541(port);
    await server.set({ variable: 'Double', value: '99', timeMs: nextMs() });
    await expect.poll(() => latest('Double')).toMatchObject({ value: 99, status: 0 });
    await expect.poll(() => stats().state).toBe('degraded');
    await server.set({ variable: 'Double', value: '100', timeMs: nextMs() });
    await expect.poll(async () => (await database.valuesOf('skid/Double')).at(-1)).toBe(100);
    expect((await database.outagesOf('skid/Double')).at(-1)).toBe(StatusCode.badNoCommunication);
  });

  test('the database holds as many rows as were counted', async () => {
    await historian.stop();
    const [rows] = await database.query<{ count: number }>(
      `SELECT ((SELECT count(*) FROM timeseries.samples_by_name WHERE tag LIKE 'skid/%')
        + (SELECT count(*) FROM timeseries.text_samples_by_name WHERE tag LIKE 'skid/%'))::int AS count`,
    );
    expect(rows!.count).toBe(stats().counters.stored);
  });
});
