import { jobKinds, jobPage, jobRun } from '@varve/contract';
import { jobs } from '../../../src/jobs.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query('DELETE FROM job_runs');
});

const asAcme = () => house.acme.caller.jobs;
const asGlobex = () => house.globex.caller.jobs;

describe('runs of jobs', () => {
  test('are asked for by name, in the name of the user', async () => {
    const run = await asAcme().run({ name: 'notifications.clean' });
    expect(jobRun.parse(run)).toEqual(run);
    expect(run).toMatchObject({
      name: 'notifications.clean',
      state: 'queued',
      progress: 0,
      attempts: 0,
      requestedBy: house.acme.userId,
      requestedByName: 'Boss of acme',
      startedAtMs: null,
    });
    expect(await asAcme().get({ id: run.id })).toEqual(run);
  });

  test('are of jobs that the server has', async () => {
    const known = jobs.map(({ name }) => name).join(', ');
    expect(await refusalOf(asAcme().run({ name: 'drop.tables' }))).toBe(
      `NOT_FOUND: there is no job drop.tables, only ${known}`,
    );
  });

  test('are of jobs that are offered with their schedule, to those who may ask for them', async () => {
    const offered = await asAcme().kinds();
    expect(jobKinds.parse(offered)).toEqual(offered);
    expect(offered.kinds).toContainEqual({ name: 'jobs.clean', schedule: '15 3 * * *' });
    const fewer = house.acme.callerWith({ permissions: new Set(['system.manage']) });
    for (const { name } of (await fewer.jobs.kinds()).kinds) await fewer.jobs.run({ name });
  });

  test('are listed from the newest, a page at a time, by state too', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 5; number++) {
      ids.push((await asAcme().run({ name: 'jobs.clean' })).id);
    }
    const first = await asAcme().list({ limit: 3 });
    expect(jobPage.parse(first)).toEqual(first);
    const second = await asAcme().list({ limit: 3, cursor: first.nextCursor! });
    expect([...first.jobs, ...second.jobs].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
    await asAcme().cancel({ id: ids[0]! });
    expect((await asAcme().list({ state: 'cancelled' })).jobs).toMatchObject([{ id: ids[0] }]);
    expect((await asAcme().list({ state: 'queued' })).jobs).toHaveLength(4);
  });

  test('are cancelled at once while they wait, asked to end while they work, and neither once they are over', async () => {
    const { id } = await asAcme().run({ name: 'jobs.clean' });
    expect(await asAcme().cancel({ id })).toMatchObject({
      state: 'cancelled',
      isCancelling: false,
      endedAtMs: expect.any(Number),
    });
    expect(await refusalOf(asAcme().cancel({ id }))).toBe(
      'CONFLICT: jobs.clean is over: cancelled',
    );
    const other = await asAcme().run({ name: 'jobs.clean' });
    await house.database.query("UPDATE job_runs SET state = 'running' WHERE id = $1", [other.id]);
    expect(await asAcme().cancel({ id: other.id })).toMatchObject({
      state: 'running',
      isCancelling: true,
    });
  });

  test('of one tenant are nothing to another', async () => {
    const first = await asAcme().run({ name: 'jobs.clean' });
    const { id } = await asAcme().run({ name: 'notifications.clean' });
    const { nextCursor } = await asAcme().list({ limit: 1 });
    expect(await asGlobex().list({})).toEqual({ jobs: [], nextCursor: null });
    expect(await asGlobex().list({ cursor: nextCursor! })).toEqual({ jobs: [], nextCursor: null });
    for (const call of [asGlobex().get, asGlobex().cancel]) {
      expect(await refusalOf(call({ id }))).toBe(`NOT_FOUND: there is no run ${id}`);
      expect(await refusalOf(call({ id: NOBODY }))).toBe(`NOT_FOUND: there is no run ${NOBODY}`);
    }
    expect(await asAcme().get({ id })).toMatchObject({ state: 'queued' });
    const own = await asGlobex().run({ name: 'jobs.clean' });
    expect(own).toMatchObject({ requestedBy: house.globex.userId });
    expect((await asAcme().list({})).jobs.map((run) => run.id)).toEqual([id, first.id]);
  });

  test('are for callers who may manage the system, and a denial is written to the audit log', async () => {
    const { id } = await asAcme().run({ name: 'jobs.clean' });
    const { jobs } = house.acme.callerWith({ permissions: new Set(['notifications.manage']) });
    const calls = [
      () => jobs.list({}),
      () => jobs.get({ id }),
      () => jobs.cancel({ id }),
      () => jobs.run({ name: 'jobs.clean' }),
    ];
    for (const call of calls) {
      expect(await refusalOf(call())).toBe(
        'PERMISSION_MISSING: this needs the permission system.manage',
      );
    }
    const denials = await house.database.query(
      "SELECT FROM audit_log WHERE outcome = 'denied' AND actor_id = $1",
      [house.acme.userId],
    );
    expect(denials).toHaveLength(calls.length);
  });

  test.each([
    [{ limit: 0 }],
    [{ limit: 201 }],
    [{ cursor: 'x' }],
    [{ state: 'lost' }],
    [{ all: 1 }],
  ])('refuse the question %j', async (input) => {
    expect(await refusalOf(asAcme().list(input as { limit: number }))).toMatch(
      /^(?:BAD_REQUEST|QUERY_INVALID): /,
    );
  });
});
