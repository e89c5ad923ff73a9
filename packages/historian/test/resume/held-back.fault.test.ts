import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createHistorian, type Historian, type HistorianOptions } from '@varve/historian';
import { StatusCode, type DriverHost, type SourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcknowledgingOrder } from '../support/acknowledging-program.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const PROGRAM = new URL('../support/acknowledging-program.ts', import.meta.url);
const COUNT = 1_440;
const STEP_MS = 10_000;
const START_MS = 1_788_480_000_000;

let server: TestServer;
let tenants = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

type TagFilter = { readonly excDev?: number; readonly excMax?: number; readonly compDev?: number };

const sourceOf = (
  tags: readonly { readonly name: string; readonly filter?: TagFilter; readonly text?: true }[],
): SourceDefinition => ({
  name: 'device',
  protocol: 'mqtt',
  url: 'mqtt://127.0.0.1',
  topics: [
    {
      topic: 'd',
      timestampPath: 't',
      tags: tags.map(({ text, ...tag }) => ({
        ...tag,
        path: text === undefined ? 'v' : 's',
        ...(text === undefined ? {} : { dataType: 'text' as const }),
      })),
    },
  ],
});

const rampAt = (index: number): number => index / 10;
const payloadsOf = (valueAt: (index: number) => number): string[] =>
  Array.from({ length: COUNT }, (_, index) =>
    JSON.stringify({ t: START_MS + index * STEP_MS, v: valueAt(index), s: 'on' }),
  );
const timeUs = (index: number): number => (START_MS + index * STEP_MS) * 1_000;

/** Lets a program take payloads, and kills it when all of them are acknowledged. */
async function killAfter(order: AcknowledgingOrder): Promise<void> {
  const child = fork(PROGRAM, { execArgv: ['-C', '@varve/source'] });
  const done = Promise.withResolvers<void>();
  child.on('message', (told: { acknowledged?: number; loaded?: true; failed?: string }) => {
    if (told.loaded === true) child.send(order);
    if (told.failed !== undefined) done.reject(new Error(told.failed));
    if (told.acknowledged === order.payloads.length) done.resolve();
  });
  await done.promise;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Starts again on what a killed program left; its device sends nothing. */
function startAgain(
  options: HistorianOptions,
): Promise<{ historian: Historian; host: DriverHost }> {
  let host: DriverHost | undefined;
  const startDriver = (_source: unknown, _plans: unknown, given: DriverHost) => {
    host = given;
    return { stop: () => Promise.resolve() };
  };
  return createHistorian({ ...options, startDriver }).then((historian) => ({
    historian,
    host: host!,
  }));
}

const rows = (tenant: string, table = 'samples') =>
  server.query<{ tag: string; us: number; value: number | string | null; status: number }>(
    `SELECT t.name AS tag, (extract(epoch FROM s.time) * 1000000)::float8 AS us, s.value, s.status
     FROM timeseries.${table} s JOIN timeseries.tags t ON t.id = s.tag_id
     JOIN tenants ON tenants.id = t.tenant_id WHERE tenants.name = $1 ORDER BY t.name, s.time`,
    [tenant],
  );

/** Kills a run and starts the next; gives what is stored then. */
async function rowsAfterKill(source: SourceDefinition, payloads: readonly string[]) {
  const tenant = `held-${tenants++}`;
  const directory = await temporaryFolder();
  const options = { database: server.connectionString, tenant, directory, sources: [source] };
  await killAfter({ ...options, payloads });
  const { historian, host } = await startAgain(options);
  const { receipts } = host;
  await historian.stop();
  await removeFolder(directory);
  return { tenant, receipts, rows: await rows(tenant) };
}

describe('what filters held back and a kill took from memory', () => {
  const mark = (index: number) => ({
    us: timeUs(index) + 1,
    value: null,
    status: StatusCode.badShutdown,
  });
  const first = { us: timeUs(0), value: 0, status: 0 };
  const last = { us: timeUs(COUNT - 1), value: rampAt(COUNT - 1), status: 0 };

  test.each<{ name: string; filter: TagFilter }>([
    { name: 'a compression test', filter: { compDev: 1 } },
    { name: 'an exception and a compression test', filter: { excDev: 0.5, compDev: 1 } },
  ])('is stored after the next start: $name', async ({ filter }) => {
    const stored = await rowsAfterKill(sourceOf([{ name: 'v', filter }]), payloadsOf(rampAt));
    const values = stored.rows.map(({ tag: _tag, ...row }) => row);
    expect(values[0]).toEqual(first);
    expect(values.at(-2)).toEqual(last);
    expect(values.at(-1)).toEqual(mark(COUNT - 1));
    expect(values.length).toBeLessThan(20);
    expect(stored.receipts.size).toBe(COUNT);
  });

  test('is stored after the next start: an exception test of a constant', async () => {
    const filter = { excDev: 1, excMax: 86_400 };
    const stored = await rowsAfterKill(
      sourceOf([{ name: 'v', filter }]),
      payloadsOf(() => 5),
    );
    expect(stored.rows.map(({ us }) => us)).toEqual([
      timeUs(0),
      timeUs(COUNT - 1),
      timeUs(COUNT - 1) + 1,
    ]);
  });

  test('is stored after the next start though a sample without a usable time stands ahead of it', async () => {
    const payloads = payloadsOf(rampAt);
    payloads[700] = '{"t":"never set","v":70,"s":"on"}';
    const stored = await rowsAfterKill(
      sourceOf([{ name: 'v', filter: { compDev: 1 } }, { name: 'all' }]),
      payloads,
    );
    const good = stored.rows.filter(({ tag, status }) => tag === 'v' && status === 0);
    expect(good.map(({ us }) => us)).toContain(timeUs(699));
    expect(good.at(-1)).toEqual({ tag: 'v', ...last });
  });

  test('is stored once over two kills in a row', async () => {
    const source = sourceOf([
      { name: 'a', filter: { excDev: 1, excMax: 86_400 } },
      { name: 'b', filter: { compDev: 1 } },
    ]);
    const tenant = `held-${tenants++}`;
    const directory = await temporaryFolder();
    const options = { database: server.connectionString, tenant, directory, sources: [source] };
    const payloads = payloadsOf(() => 5);
    await killAfter({ ...options, payloads: payloads.slice(0, 700) });
    await killAfter({ ...options, payloads: payloads.slice(720) });
    const { historian } = await startAgain(options);
    await historian.stop();
    await removeFolder(directory);
    const expected = [
      [timeUs(0), 0],
      [timeUs(699), 0],
      [timeUs(699) + 1, StatusCode.badShutdown],
      [timeUs(720), 0],
      [timeUs(COUNT - 1), 0],
      [timeUs(COUNT - 1) + 1, StatusCode.badShutdown],
    ];
    const stored = await rows(tenant);
    for (const name of ['a', 'b']) {
      const mine = stored.filter(({ tag }) => tag === name);
      expect(mine.map(({ us, status }) => [us, status])).toEqual(expected);
    }
  });

  test('lets a tag that came no more end where its topic was heard last', async () => {
    const source = sourceOf([
      { name: 'v', filter: { excDev: 1 } },
      { name: 's', text: true },
    ]);
    const payloads = payloadsOf(() => 5).map((payload, index) =>
      index < 60 ? payload : payload.replace('"v":5,', ''),
    );
    const stored = await rowsAfterKill(source, payloads);
    expect(stored.rows.map(({ us, value }) => [us, value]).slice(-2)).toEqual([
      [timeUs(59), 5],
      [timeUs(COUNT - 1) + 1, null],
    ]);
  });

  test('gives the same hourly means as a tag without filter', async () => {
    const source = sourceOf([{ name: 'a', filter: { compDev: 1 } }, { name: 'b' }]);
    const { tenant } = await rowsAfterKill(source, payloadsOf(rampAt));
    const means = await server.query<{ name: string; mean: number }>(
      `SELECT t.name, a.time_weighted_average AS mean FROM timeseries.tags t
       JOIN tenants ON tenants.id = t.tenant_id
       CROSS JOIN LATERAL timeseries.aggregate(t.id, to_timestamp($2), to_timestamp($3), '1 hour') a
       WHERE tenants.name = $1 ORDER BY t.name, a.bucket`,
      [tenant, START_MS / 1_000, START_MS / 1_000 + 14_400],
    );
    for (const [index, { mean }] of means.entries()) {
      expect(Math.abs(mean - [18, 54, 90, 126][index % 4]!)).toBeLessThan(1);
    }
    expect(means).toHaveLength(8);
  });

  test('lets a text that did not change end where it was seen last', async () => {
    const source = sourceOf([{ name: 's', text: true, filter: { excMax: 86_400 } }]);
    const { tenant } = await rowsAfterKill(
      source,
      payloadsOf(() => 0),
    );
    expect((await rows(tenant, 'text_samples')).map(({ us, value }) => [us, value])).toEqual([
      [timeUs(0), 'on'],
      [timeUs(COUNT - 1) + 1, null],
    ]);
  });
});
