import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHistorian, type Historian, type InfluxDbSinkDefinition } from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { influxdb, needs } from '../../../../test/requirement.ts';
import { prepareInfluxDb, type InfluxDb } from '../support/influxdb.ts';
import { NUMBERED_SOURCES, numberedBatch } from '../support/numbered-samples.ts';
import { batchOf } from '../support/samples.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const TAGS = [
  { name: 'well-7/tubing head, "upper" = a\\b', unit: 'm³/h' },
  { name: 'state', dataType: 'digital' as const },
];
const NOW_US = Math.floor(Date.now() / 1_000) * 1_000_000;
const US_PER_HOUR = 3_600_000_000;

describe('samples in InfluxDB', needs(influxdb), () => {
  let server: TestServer;
  let peer: InfluxDb;
  let root: string;

  beforeAll(async () => {
    peer = await prepareInfluxDb();
    server = await startTestServer();
    root = await temporaryFolder();
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await peer?.[Symbol.asyncDispose]();
    await removeFolder(root);
  });

  const start = (
    database: string,
    sink: Partial<InfluxDbSinkDefinition> = {},
  ): Promise<Historian> => {
    const { url, username, password } = peer;
    const program = { name: 'program', protocol: 'program' as const, tags: TAGS };
    const definition = { kind: 'influxdb', url, database, username, password, ...sink } as const;
    return createHistorian({
      database: server.connectionString,
      tenant: database,
      directory: join(root, database),
      sources: [program, ...NUMBERED_SOURCES],
      flushIntervalMs: 20,
      sinks: [definition],
    });
  };
  const statsOf = (historian: Historian) => historian.stats().sinks[1]!;
  const FIRST_NUMBERED = TAGS.length;
  const numbered = (first: number, last: number) => {
    const batch = numberedBatch(first, last);
    for (let at = 0; at < batch.length; at++) batch.tag[at]! += FIRST_NUMBERED;
    return batch;
  };

  test('an InfluxDB that comes later gets what came before, each sample once', async () => {
    await using historian = await start('plant');
    for (let first = 0; first < 20_000; first += 2_000) {
      await historian.write(numbered(first, first + 1_999));
    }
    await expect.poll(() => statsOf(historian).lastError?.code).toBe('ECONNREFUSED');
    await peer.start();
    // There, but without the database: no sample is at fault.
    await expect.poll(() => statsOf(historian).lastError?.code).toBe('HTTP_404');
    expect(statsOf(historian).lastError?.message).toContain('database not found');
    await peer.query('CREATE DATABASE plant');
    await expect.poll(() => statsOf(historian).waitingBlocks).toBe(0);
    // Again, as after a kill: points overwrite themselves.
    await historian.write(numbered(0, 1_999));
    await expect.poll(() => statsOf(historian).storedRows).toBe(22_000);
    const [[, count, sum] = []] = await peer.query(
      'SELECT count(value), sum(value) FROM samples',
      'plant',
    );
    expect([count, sum]).toEqual([20_000, (20_000 * 19_999) / 2]);
  });

  test('names, units, microseconds, qualities and outages arrive as they are', async () => {
    await peer.query('CREATE DATABASE names');
    await using historian = await start('names', { measurement: 'my samples, all' });
    await historian.write(
      batchOf([
        { tag: 0, time: NOW_US + 1, value: 1 / 3, status: StatusCode.good },
        { tag: 0, time: NOW_US + 2, value: -1e-300, status: StatusCode.uncertain },
        { tag: 0, time: NOW_US + 3, value: Number.NaN, status: StatusCode.badTimeout },
        { tag: 1, time: NOW_US + 4, value: 1, status: StatusCode.good },
      ]),
    );
    await expect.poll(() => statsOf(historian).storedRows).toBe(4);
    const rows = await peer.query(
      'SELECT "tag", unit, value, status, quality FROM "my samples, all"',
      'names',
    );
    const [{ name, unit }] = TAGS as [(typeof TAGS)[0]];
    expect(rows).toEqual([
      [NOW_US + 1, name, unit, 1 / 3, 0, 'GOOD'],
      [NOW_US + 2, name, unit, -1e-300, StatusCode.uncertain, 'UNCERTAIN'],
      [NOW_US + 3, name, unit, null, StatusCode.badTimeout, 'BAD'],
      [NOW_US + 4, 'state', null, 1, 0, 'GOOD'],
    ]);
  });

  test('points that InfluxDB refuses for good are put aside, and the others are stored', async () => {
    await peer.query('CREATE DATABASE short WITH DURATION 2h REPLICATION 1 NAME two_hours');
    await using historian = await start('short');
    const samples = Array.from({ length: 40 }, (_, number) => ({
      tag: 1,
      // Three of them are older than the database keeps.
      time: NOW_US + number - ([5, 6, 30].includes(number) ? 72 * US_PER_HOUR : 0),
      value: number,
      status: StatusCode.good,
    }));
    await historian.write(batchOf(samples.toSorted((a, b) => a.time - b.time)));
    await expect.poll(() => statsOf(historian).waitingBlocks).toBe(0);
    expect(statsOf(historian)).toMatchObject({ storedRows: 37, refusedRows: 3 });
    expect(statsOf(historian).lastError).toMatchObject({ code: 'HTTP_400' });
    const rows = await peer.query('SELECT value FROM samples', 'short');
    expect(rows).toHaveLength(37);
    const text = await readFile(join(root, 'short', 'dead-letter.jsonl'), 'utf8');
    const letters = text
      .trim()
      .split('\n')
      .map((letter) => JSON.parse(letter) as { sink: string; line: string });
    const values = letters.map(({ line }) => Number(/ value=(\d+),/.exec(line)![1]));
    expect(values.toSorted((a, b) => a - b)).toEqual([5, 6, 30]);
    expect(letters[0]!.sink).toBe('influxdb');
  });

  test('a wrong password puts nothing aside', async () => {
    await using historian = await start('plant', { password: 'wrong' });
    await historian.write(numbered(30_000, 30_009));
    await expect.poll(() => statsOf(historian).lastError?.code).toBe('HTTP_401');
    expect(statsOf(historian)).toMatchObject({ storedRows: 0, refusedRows: 0 });
    expect(historian.stats().spool.blocks).toBeGreaterThan(0);
  });
});
