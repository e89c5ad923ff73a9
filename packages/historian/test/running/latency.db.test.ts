import { connect } from '@varve/db';
import { createHistorian } from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { batchOf } from '../support/samples.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const HOUR_MS = 3_600_000;

for (const { engine, requirements, open } of ENGINES) {
  describe(`the latency on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;

    beforeAll(async () => {
      database = await open();
      directory = await temporaryFolder();
    });
    afterAll(async () => {
      await database[Symbol.asyncDispose]();
      await removeFolder(directory);
    });

    test('grows while the database takes nothing, and is not known when nothing has come for long', async () => {
      let aheadMs = 0;
      const nowUs = (): number => (Date.now() + aheadMs) * 1_000;
      await using historian = await createHistorian({
        database: database.connectionString,
        tenant: 'latency',
        directory,
        sources: [{ name: 'line', protocol: 'program', tags: [{ name: 'pressure' }] }],
        workers: 1,
        flushIntervalMs: 20,
        nowUs,
      });
      const p95 = (): number | undefined => historian.stats().latencyMs?.p95;
      const waiting = (): number => historian.stats().sinks[0]!.waitingBlocks;
      const write = (): Promise<void> =>
        historian.write(batchOf([{ tag: 0, time: nowUs(), value: 1, status: StatusCode.good }]));
      expect(historian.stats().latencyMs).toBeUndefined();
      await write();
      await expect.poll(p95).toBeGreaterThan(0);
      await expect.poll(waiting).toBe(0);
      const locking = await connect(database.connectionString, 'a lock');
      await locking.query('BEGIN; LOCK TABLE timeseries.samples IN EXCLUSIVE MODE');
      await write();
      expect(waiting()).toBe(1);
      aheadMs = HOUR_MS;
      expect(p95()).toBeGreaterThanOrEqual(HOUR_MS);
      await locking.query('COMMIT');
      await locking.end();
      await expect.poll(waiting).toBe(0);
      // It is committed, and was late.
      expect(p95()).toBeGreaterThanOrEqual(HOUR_MS);
      aheadMs = 2 * HOUR_MS;
      expect(historian.stats().latencyMs).toBeUndefined();
    });
  });
}
