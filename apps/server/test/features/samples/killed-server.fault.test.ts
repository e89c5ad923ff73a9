import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createHistorian } from '@varve/historian';
import { expect, test, vi } from 'vitest';
import { atScale } from '../../../../../test/scale.ts';
import { logInAs } from '../../../../../test/log-in-as.ts';
import { SAMPLES_SOURCE } from '../../support/samples-source.ts';
import { startTestDatabase } from '../../support/test-database.ts';

const PROGRAM = new URL('../../support/samples-server.child.ts', import.meta.url);
const START_S = 1_700_000_000;
const SAMPLES_PER_REQUEST = 50;
const REQUESTS = atScale({ reduced: 10, full: 40 });

test('samples that were acknowledged are stored once each, though the server is killed right after', async () => {
  await using database = await startTestDatabase();
  await database.query("SELECT internal.found_tenant('default')");
  const { connectionString, directory } = database;
  const child = fork(PROGRAM, { execArgv: ['-C', '@varve/source'] });
  const ended = once(child, 'exit');
  let acknowledged = 0;
  try {
    await once(child, 'message');
    child.send({ database: connectionString, directory });
    const [{ address }] = (await once(child, 'message')) as [{ address: string }];
    const headers = await logInAs({ connectionString, address });
    const send = async (): Promise<void> => {
      const lines = Array.from({ length: SAMPLES_PER_REQUEST }, (_, at) => {
        const number = acknowledged + at;
        return `number value=${number} ${START_S + number}`;
      });
      const response = await fetch(`${address}/api/v1/samples?precision=s`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
        body: lines.join('\n'),
      });
      expect(await response.json()).toMatchObject({ accepted: SAMPLES_PER_REQUEST });
      acknowledged += SAMPLES_PER_REQUEST;
    };
    for (let request = 0; request < REQUESTS; request++) await send();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  await using historian = await createHistorian({
    database: connectionString,
    directory,
    sources: [SAMPLES_SOURCE],
  });
  expect(historian.tags).toHaveLength(1);
  await vi.waitFor(
    async () => {
      const rows = await database.query(
        'SELECT count(*)::int AS count, count(DISTINCT value)::int AS numbers, max(value) AS last FROM timeseries.samples WHERE value IS NOT NULL',
      );
      expect(rows).toEqual([
        { count: acknowledged, numbers: acknowledged, last: acknowledged - 1 },
      ]);
    },
    { timeout: 60_000, interval: 200 },
  );
  expect(acknowledged).toBe(REQUESTS * SAMPLES_PER_REQUEST);
});
