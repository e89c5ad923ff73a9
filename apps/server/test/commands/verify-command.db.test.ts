import { afterAll, beforeAll, expect, test } from 'vitest';
import { runVarve } from '../../../../test/varve-process.ts';
import { startPeopleServer, type PeopleServer } from '../support/people-server.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer();
});
afterAll(async () => server?.[Symbol.asyncDispose]());

const verify = (...parameters: string[]) =>
  runVarve('verify', ...parameters, '--database', server.database.connectionString);

test(
  'a shell verifies segments, says when there are none, and names one that is damaged',
  { timeout: 60_000 },
  async () => {
    expect(await verify()).toMatchObject({
      code: 0,
      stdout: 'there are no segments: nothing was verified\n',
    });
    await server.database.query(`
      SELECT timeseries.ensure_sample_partitions('2026-03-05Z', '2026-03-06Z');
      INSERT INTO timeseries.segments (first_time, last_time, step_us, good_us, tag_id, sample_count, good_count, worst_status, unit_us, packed)
      VALUES ('2026-03-05Z', '2026-03-05 00:00:01Z', 1000000, 0, 7, 2, 0, 0, 1, '\\x0909')`);
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toContain('1 segments with 2 samples: 1 DO NOT\n');
    expect(stdout).toContain('tag 7, segment from 2026-03-05T00:00:00.000Z on: ');
    const json = JSON.parse((await verify('--json')).stdout) as object;
    expect(json).toMatchObject({ segmentCount: 1, sampleCount: 2, faultCount: 1 });
  },
);
