import { createHistorian } from '@varve/historian';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historianReader } from '../../../src/main/historian-collector.ts';
import { readTrends } from '../../../src/features/trends/read-trends.ts';
import type { TagScope } from '../../../src/kit/access/tags-in-scope.ts';
import { openTenants } from '../../../src/kit/tenants.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const HOUR_MS = 3_600_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

test('a trend of a tag of another tenant is refused as that of a tag that does not exist', async () => {
  const tenants = await database.query<{ acme: string; globex: string }>(
    "SELECT internal.found_tenant('acme') AS acme, internal.found_tenant('globex') AS globex",
  );
  const { acme, globex } = tenants[0]!;
  const tags = await database.query<{ id: number }>(
    `INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation)
     SELECT id, 'thp', 'analog', 'linear' FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place) ORDER BY place RETURNING id`,
    [[acme, globex]],
  );
  const [own, foreign] = tags.map(({ id }) => id) as [number, number];
  await database.query(
    "SELECT timeseries.ensure_sample_partitions('2026-01-01 00:00Z', '2026-01-01 01:00Z')",
  );
  await database.query(
    `INSERT INTO timeseries.sample_rows (time, value, tag_id, status)
     SELECT '2026-01-01 00:00Z'::timestamptz + n * interval '1 minute', n, tag, 0 FROM unnest($1::int[]) AS tag, generate_series(0, 9) AS n`,
    [[own, foreign]],
  );
  await using historian = await createHistorian({
    database: database.connectionString,
    tenant: 'acme',
    sources: [],
    directory: database.directory,
  });
  await using opened = await openTenants(database.connectionString, 'acme');
  const fromMs = Date.parse('2026-01-01T00:00Z');
  const reader = historianReader(historian);
  const ask = (tagId: number, scope: TagScope = { ids: null, has: () => true }) =>
    readTrends(
      { reader, tenant: opened.home, scope },
      { tagIds: [tagId], fromMs, toMs: fromMs + HOUR_MS, widthPixels: 100 },
    );
  expect(await ask(own)).toMatchObject([{ tagId: own, sampleCount: 10 }]);
  const nothing: TagScope = { ids: new Set(), has: () => false };
  await expect(ask(own, nothing)).rejects.toMatchObject({ message: `there is no tag ${own}` });
  for (const tagId of [foreign, 999_999])
    await expect(ask(tagId)).rejects.toMatchObject({
      code: 'TAG_UNKNOWN',
      message: `there is no tag ${tagId}`,
    });
});
