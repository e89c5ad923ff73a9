import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createHistorian,
  type Historian,
  type HistorianOptions,
  type SinkDefinition,
} from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHistorianProcess } from '../support/historian-process.ts';
import { startInfluxDbEndpoint, type InfluxDbEndpoint } from '../support/influxdb-endpoint.ts';
import {
  compareNumbers,
  NUMBERED_SOURCES,
  numberedBatch,
  type NumberRange,
} from '../support/numbered-samples.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { batchOf } from '../support/samples.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const HEADER = ['time_utc', 'tag', 'value', 'unit', 'quality', 'status'];
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;

let server: TestServer;
let root: string;
let folder: string;
let tenant: string;
let tests = 0;

beforeAll(async () => {
  server = await startTestServer();
  root = await temporaryFolder();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeFolder(root);
});
beforeEach(() => {
  tenant = `sinks-${++tests}`;
  folder = join(root, tenant);
});

const csvFolder = (): string => join(folder, 'csv');
const start = (
  sinks: readonly SinkDefinition[],
  more: Partial<HistorianOptions> = {},
): Promise<Historian> =>
  createHistorian({
    database: server.connectionString,
    tenant,
    directory: join(folder, 'varve'),
    sources: NUMBERED_SOURCES,
    flushIntervalMs: 20,
    sinks,
    ...more,
  });
const sinkOf = (historian: Historian, name: string) =>
  historian.stats().sinks.find((sink) => sink.name === name)!;
const waitingOf = (historian: Historian, name: string) => () =>
  sinkOf(historian, name).waitingBlocks;

/** Records of all finished files behind one another, without their headers. */
async function recordsOf(files: string): Promise<string[][]> {
  const records: string[][] = [];
  for (const file of (await readdir(files)).toSorted()) {
    expect(file).toMatch(/\.csv$/);
    const [header, ...rest] = parseCsv(await readFile(join(files, file), 'utf8'));
    expect(header).toEqual(HEADER);
    records.push(...rest);
  }
  return records;
}

const numbersOf = (records: readonly string[][]): number[] =>
  records.map(([, , value]) => Number(value)).toSorted((a, b) => a - b);
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('CSV files have each sample as the database has it', async () => {
  const tags = [
    { name: 'a "b", c', unit: 'm³/h' },
    { name: 'state', dataType: 'digital' as const },
  ];
  const historian = await start([{ kind: 'csv', folder: csvFolder() }], {
    sources: [{ name: 'program', protocol: 'program', tags }],
  });
  await historian.write(
    batchOf([
      { tag: 0, time: NOON_US, value: 1 / 3, status: StatusCode.good },
      { tag: 0, time: NOON_US + 1, value: -2.5, status: StatusCode.uncertain },
      { tag: 0, time: NOON_US + 1_000_000, value: Number.NaN, status: StatusCode.badTimeout },
      { tag: 1, time: NOON_US + 999_999, value: 1, status: StatusCode.good },
    ]),
  );
  await expect.poll(waitingOf(historian, 'csv')).toBe(0);
  // Its name comes with its end.
  expect((await readdir(csvFolder())).filter((file) => file.endsWith('.part'))).toHaveLength(1);
  await historian.stop();
  const files = await readdir(csvFolder());
  expect(files).toEqual([expect.stringMatching(/^samples_\d{8}_\d{6}_000001\.csv$/)]);
  const rows = await server.query<{ record: string[] }>(
    `SELECT ARRAY[to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), tags.name, coalesce(value::text, ''), unit,
            CASE WHEN status < 0 THEN 'BAD' WHEN status < 1073741824 THEN 'GOOD' ELSE 'UNCERTAIN' END, status::text] AS record
     FROM timeseries.samples JOIN timeseries.tags ON tags.id = tag_id JOIN tenants ON tenants.id = tenant_id AND tenants.name = $1`,
    [tenant],
  );
  const records = await recordsOf(csvFolder());
  expect(new Set(records.map(String))).toEqual(new Set(rows.map(({ record }) => String(record))));
  expect(records).toHaveLength(4);
});

test('a file ends at its size, and none holds a sample that another has', async () => {
  const rotateBytes = 20_000;
  const historian = await start([{ kind: 'csv', folder: csvFolder(), rotateBytes }]);
  for (let first = 0; first < 5_000; first += 100) {
    await historian.write(numberedBatch(first, first + 99));
  }
  await historian.stop();
  expect(numbersOf(await recordsOf(csvFolder()))).toEqual(numbers(0, 4_999));
  const files = (await readdir(csvFolder())).toSorted();
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(csvFolder(), file))).size),
  );
  expect(sizes.length).toBeGreaterThan(5);
  // A file is larger than it may be by one block at most; the last is as it was at the stop.
  for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThanOrEqual(rotateBytes);
  expect(Math.max(...sizes)).toBeLessThan(2 * rotateBytes);
});

test('a file ends at its age, though nothing more comes', async () => {
  await using historian = await start([{ kind: 'csv', folder: csvFolder(), rotateMs: 50 }]);
  // Each shard has a block of its own: a busy disk may put them into files of their own, too.
  const inEndedFiles = async (): Promise<number[]> => {
    const files = (await readdir(csvFolder())).filter((file) => file.endsWith('.csv'));
    const texts = files.map((file) => readFile(join(csvFolder(), file), 'utf8'));
    return numbersOf((await Promise.all(texts)).flatMap((text) => parseCsv(text).slice(1)));
  };
  await historian.write(numberedBatch(0, 9));
  await expect.poll(inEndedFiles).toEqual(numbers(0, 9));
  await historian.write(numberedBatch(10, 19));
  await expect.poll(inEndedFiles).toEqual(numbers(0, 19));
});

test('while one sink fails the others are served, and after a restart each goes on where it stood', async () => {
  await using endpoint: InfluxDbEndpoint = await startInfluxDbEndpoint();
  const sinks: SinkDefinition[] = [
    { kind: 'influxdb', url: endpoint.url, database: 'plant' },
    { kind: 'csv', folder: csvFolder() },
  ];
  const first = await start(sinks);
  for (let from = 0; from < 1_000; from += 50) await first.write(numberedBatch(from, from + 49));
  await expect.poll(waitingOf(first, 'postgres')).toBe(0);
  await expect.poll(waitingOf(first, 'csv')).toBe(0);
  await expect
    .poll(() => sinkOf(first, 'influxdb').lastError)
    .toMatchObject({ code: 'HTTP_503', message: 'no reason was given' });
  expect(first.stats().sinks).toMatchObject([
    { name: 'postgres', storedRows: 1_000, lostRows: 0, refusedRows: 0, lastError: undefined },
    { name: 'influxdb', storedRows: 0 },
    { name: 'csv', storedRows: 1_000, lastError: undefined },
  ]);
  expect(sinkOf(first, 'influxdb').waitingBlocks).toBe(first.stats().spool.blocks);
  await first.stop();
  expect(endpoint.lines).toEqual([]);
  endpoint.status = 204;
  const second = await start(sinks);
  await second.write(numberedBatch(1_000, 1_099));
  await expect.poll(() => second.stats().spool.blocks).toBe(0);
  expect(second.stats().sinks).toMatchObject([
    { name: 'postgres', storedRows: 100 },
    { name: 'influxdb', storedRows: 1_100 },
    { name: 'csv', storedRows: 100 },
  ]);
  await second.stop();
  const sent = endpoint.lines.map((line) => Number(/ value=(\d+),/.exec(line)![1]));
  expect(sent.toSorted((a, b) => a - b)).toEqual(numbers(0, 1_099));
  expect(numbersOf(await recordsOf(csvFolder()))).toEqual(numbers(0, 1_099));
  const stored = await compareNumbers(server, tenant, [{ first: 0, last: 1_099 }]);
  expect(stored).toEqual({ missing: 0, twice: 0, wrong: 0, rows: 1_100 });
});

test('a full spool that drops its oldest costs the sink that fails, counted, and no other', async () => {
  await using endpoint = await startInfluxDbEndpoint();
  const quotaBytes = 4_000;
  const historian = await start([{ kind: 'influxdb', url: endpoint.url, database: 'plant' }], {
    spool: { quotaBytes, whenFull: 'drop-oldest' },
  });
  for (let from = 0; from < 10_000; from += 500) {
    await historian.write(numberedBatch(from, from + 499));
    // The database has it before anything is dropped.
    await expect.poll(waitingOf(historian, 'postgres')).toBe(0);
  }
  expect(historian.stats().spool.bytes).toBeLessThan(2 * quotaBytes);
  endpoint.status = 204;
  await expect.poll(() => historian.stats().spool.blocks).toBe(0);
  await expect.poll(waitingOf(historian, 'influxdb')).toBe(0);
  const { storedRows, lostRows } = sinkOf(historian, 'influxdb');
  expect(lostRows).toBeGreaterThan(1_000);
  expect(storedRows + lostRows).toBe(10_000);
  expect(endpoint.lines).toHaveLength(storedRows);
  expect(sinkOf(historian, 'postgres')).toMatchObject({ storedRows: 10_000, lostRows: 0 });
  await historian.stop();
  const stored = await compareNumbers(server, tenant, [{ first: 0, last: 9_999 }]);
  expect(stored).toMatchObject({ missing: 0, twice: 0 });
});

test('while a sink that fails fills the spool, sources say that they wait for it, and are well again when it takes', async () => {
  await using endpoint = await startInfluxDbEndpoint();
  await using historian = await start(
    [{ kind: 'influxdb', url: endpoint.url, database: 'plant' }],
    {
      spool: { quotaBytes: 20_000, whenFull: 'block' },
      startDriver: (_definition, _plans, host) => {
        host.stateChanged('connected');
        return { stop: () => Promise.resolve() };
      },
    },
  );
  const source = () => historian.stats().sources[0]!;
  expect(source()).toMatchObject({ state: 'connected', stateReason: undefined });
  const writing = new AbortController();
  using ending = new DisposableStack();
  ending.defer(() => writing.abort());
  const written = (async () => {
    for (let from = 0; !writing.signal.aborted; from += 500)
      await historian.write(numberedBatch(from, from + 499));
  })();
  // A test that fails ends the historian, and that rejects the write that waits for room.
  written.catch(() => undefined);
  // Each of the blocks that fill the spool is synced three times: a busy disk takes seconds for that.
  await expect.poll(() => source().state).toBe('degraded');
  expect(historian.stats().spool.isFull).toBe(true);
  // On a slow machine blocks wait for the database too, until the other sink has failed.
  await expect
    .poll(() => source().stateReason)
    .toMatch(/the spool is full .* the sink influxdb .*: no reason was given/);
  expect(sinkOf(historian, 'influxdb').isFailing).toBe(true);
  expect(sinkOf(historian, 'postgres').isFailing).toBe(false);
  endpoint.status = 204;
  writing.abort();
  // The sink tries again within ten seconds.
  await expect.poll(() => source().state).toBe('connected');
  await written;
  await expect.poll(waitingOf(historian, 'influxdb')).toBe(0);
  expect(sinkOf(historian, 'influxdb')).toMatchObject({ isFailing: false, lostRows: 0 });
}, 240_000);

test('lines that InfluxDB 2 refuses with 500 hold up nobody, in a spool that waits when it is full', async () => {
  await using endpoint = await startInfluxDbEndpoint();
  endpoint.status = 204;
  const message = 'partial write: points beyond retention policy dropped=1';
  const answer = [500, JSON.stringify({ code: 'internal error', message })] as const;
  endpoint.answerTo = (lines) =>
    lines.some((line) => line.includes(' value=5,')) ? answer : undefined;
  await using historian = await start(
    [{ kind: 'influxdb', url: endpoint.url, organisation: 'o', bucket: 'b' }],
    { spool: { quotaBytes: 100_000, whenFull: 'block' } },
  );
  for (let from = 0; from < 4_000; from += 100) {
    await historian.write(numberedBatch(from, from + 99));
  }
  await expect.poll(waitingOf(historian, 'postgres')).toBe(0);
  await expect.poll(waitingOf(historian, 'influxdb')).toBe(0);
  expect(sinkOf(historian, 'influxdb')).toMatchObject({ storedRows: 3_999, refusedRows: 1 });
  expect(sinkOf(historian, 'postgres')).toMatchObject({ storedRows: 4_000, lostRows: 0 });
});

test('a folder belongs to one sink', async () => {
  const sink: SinkDefinition = { kind: 'csv', folder: csvFolder() };
  await expect(start([sink, { ...sink, name: 'again' }])).rejects.toMatchObject({
    code: 'FOLDER_IN_USE',
  });
  // Nothing is left of the first try.
  await using historian = await start([sink]);
  await historian.write(numberedBatch(0, 0));
});

test('after each kill of the historian CSV files have every acknowledged sample, in whole records', async () => {
  const acknowledged: NumberRange[] = [];
  let firstNumber = 0;
  for (let kill = 0; kill <= 4; kill++) {
    await using running = startHistorianProcess();
    await running.told('loaded');
    running.start({
      database: server.connectionString,
      tenant,
      directory: join(folder, 'varve'),
      sinks: [{ kind: 'csv', folder: csvFolder(), rotateBytes: 200_000 }],
      firstNumber,
    });
    await running.told('ready');
    await running.told('acknowledged');
    if (kill < 4) {
      // At any moment, and not before something was written: five runs are as many moments.
      await delay(50 * kill);
      await running.kill();
    } else {
      running.tell({ kind: 'stop', empty: true });
      await running.told('stopped');
    }
    acknowledged.push(...running.acknowledged);
    firstNumber = running.nextNumber;
  }
  const records = await recordsOf(csvFolder());
  for (const record of records) expect(record).toHaveLength(HEADER.length);
  const written = new Set(numbersOf(records.filter(([, , , , quality]) => quality === 'GOOD')));
  const missing = acknowledged
    .flatMap(({ first, last }) => numbers(first, last))
    .filter((number) => !written.has(number));
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
  const { missing: missingRows, twice } = await compareNumbers(server, tenant, acknowledged);
  expect({ missingRows, twice }).toEqual({ missingRows: 0, twice: 0 });
}, 240_000);
