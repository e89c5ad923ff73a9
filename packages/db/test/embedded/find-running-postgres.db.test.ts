import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, findRunningPostgres, startEmbeddedPostgres } from '../../src/index.ts';

test('an embedded PostgreSQL is found by its folder while it runs, and then no longer', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'varve-test-'));
  await chmod(directory, 0o755);
  try {
    expect(await findRunningPostgres(directory)).toBeUndefined();
    const embedded = await startEmbeddedPostgres({ directory, port: 0 });
    try {
      const found = await findRunningPostgres(directory);
      expect(found).toBe(embedded.connectionString);
      const client = await connect(found!, 'test');
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await client.end();
    } finally {
      await embedded.stop();
    }
    expect(await findRunningPostgres(directory)).toBeUndefined();
  } finally {
    const data = join(directory, 'postgres');
    await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
    await rm(directory, { recursive: true, force: true });
  }
});
