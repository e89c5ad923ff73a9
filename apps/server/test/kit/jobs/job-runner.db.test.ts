import { describe, expect, test, vi } from 'vitest';
import { requestJob } from '../../../src/kit/jobs/request-job.ts';
import { hookChannel, ruleFor } from '../../support/delivery-house.ts';
import { aborted, useJobHouse } from '../../support/job-house.ts';

const used = useJobHouse();

describe('a job', () => {
  test('runs once its request has committed, and never when it has not', async () => {
    const ran: string[] = [];
    used.work = async () => {
      ran.push('ran');
      return 'all done';
    };
    const undone = used.house.acme.transaction(async (opened) => {
      await requestJob(opened, 'tests.work');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const id = await used.request(used.house.acme);
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({
        state: 'done',
        progress: 1,
        message: 'all done',
        error: null,
        attempts: 1,
        requestedBy: used.house.acme.userId,
        endedAtMs: expect.any(Number),
      });
    expect(ran).toEqual(['ran']);
  });

  test('sees the rows of its tenant alone, and works in the name of whoever asked', async () => {
    const seen: unknown[] = [];
    used.work = async ({ transaction }) => {
      const { rows } = await transaction(({ $client }) =>
        $client.query(
          'SELECT current_user AS role, internal.current_actor() AS actor, array_agg(username || email) AS users FROM users',
        ),
      );
      seen.push(rows[0]);
      return '';
    };
    for (const tenant of [used.house.acme, used.house.globex]) {
      const id = await used.request(tenant);
      await expect.poll(async () => (await used.runOf(id, tenant)).state).toBe('done');
    }
    expect(seen).toEqual([
      { role: 'varve_app', actor: used.house.acme.userId, users: ['bossboss@acme.example'] },
      { role: 'varve_app', actor: used.house.globex.userId, users: ['bossboss@globex.example'] },
    ]);
  });

  test('tells how far it is', async () => {
    const { promise: ending, resolve: end } = Promise.withResolvers<void>();
    used.work = async ({ report }) => {
      report(0.25, 'page 1 of 4');
      await ending;
      return 'four pages';
    };
    const id = await used.request(used.house.acme);
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'running', progress: 0.25, message: 'page 1 of 4' });
    end();
    await expect.poll(() => used.runOf(id)).toMatchObject({ state: 'done', progress: 1 });
  });

  test('is told when it is cancelled, and ends', async () => {
    used.work = async (context) => {
      context.report(0.5, 'half');
      return aborted(context);
    };
    const id = await used.request(used.house.acme);
    // One that is cancelled between its beginning and its work never says how far it is.
    await expect.poll(() => used.runOf(id)).toMatchObject({ state: 'running', message: 'half' });
    expect(await used.house.acme.caller.jobs.cancel({ id })).toMatchObject({ isCancelling: true });
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({
        state: 'cancelled',
        isCancelling: false,
        attempts: 1,
        message: 'half',
      });
  });

  test('is done although it was cancelled, where it heeds that not', async () => {
    const { promise: ending, resolve: end } = Promise.withResolvers<void>();
    const begun = vi.fn<() => void>();
    used.work = async () => {
      begun();
      await ending;
      return 'did it';
    };
    const id = await used.request(used.house.acme);
    await vi.waitFor(() => expect(begun).toHaveBeenCalled(), { timeout: 60_000 });
    await used.house.acme.caller.jobs.cancel({ id });
    end();
    await expect.poll(() => used.runOf(id)).toMatchObject({ state: 'done', message: 'did it' });
  });

  test('is tried again after it failed, and says why without a stack', async () => {
    let tries = 0;
    used.work = async () => {
      tries += 1;
      if (tries === 1) throw new Error('the disk is full');
      return 'second time';
    };
    const id = await used.request(used.house.acme);
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'queued', error: 'the disk is full', attempts: 1 });
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'done', error: null, attempts: 2, message: 'second time' });
  });

  test('fails for good after its retries, which is told to whoever a rule names', async () => {
    await ruleFor(used.house.acme, await hookChannel(used.house.acme, 'https://hooks.example/'));
    used.work = async () => {
      throw new Error('the disk is full\0');
    };
    const id = await used.request(used.house.acme, 'tests.once');
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'failed', error: 'the disk is full\uFFFD', attempts: 1 });
    const rows = await used.house.database.query('SELECT payload FROM deliveries');
    expect(rows).toMatchObject([
      { payload: [{ kind: 'jobs.failed', job: 'tests.once', reason: 'the disk is full\uFFFD' }] },
    ]);
  });

  test('is ended when it takes too long', async () => {
    used.work = (context) => aborted(context);
    const id = await used.request(used.house.acme, 'tests.late');
    await expect
      .poll(() => used.runOf(id))
      .toMatchObject({ state: 'failed', error: 'it took longer than 1 s' });
  });
});
