import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findLayoutFaults } from '../../../sheets/find-layout-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the page about jobs, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  beforeAll(async () => {
    house = await startPeopleConsole();
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  const write = (sql: string, values: unknown[] = []) => house.server.database.query(sql, values);

  test('say that nothing has run, run a job, follow it to its end, and keep the filter in the address', async () => {
    const page = await house.visit('/jobs');
    await page.getByText('No job has run yet').waitFor();
    await page.getByRole('button', { name: 'Run a job' }).click();
    await page.getByRole('menuitem', { name: /^Remove old messages/ }).click();
    const panel = page.getByRole('region', { name: 'Remove old messages' });
    await panel.getByText('Waits').waitFor();
    await panel.getByText('admin').waitFor();
    // The server of this test runs no jobs: what a runner writes is written here.
    await write(
      "UPDATE job_runs SET state = 'running', attempts = 1, started_at = now(), progress = 0.4, message = '40 of 100 removed'",
    );
    await panel.getByText('40 of 100 removed').waitFor();
    await expect.poll(() => panel.getByRole('progressbar').getAttribute('value')).toBe('40');
    await write("UPDATE job_runs SET state = 'done', progress = 1, ended_at = now()");
    await panel.getByText('Done', { exact: true }).waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('failed');
    await page.getByText('No run is in this state').waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('failed');
  });

  test('cancel a run after a question, and say it where the run is over meanwhile', async () => {
    const { api } = await house.server.callerAs('admin');
    const { id } = await api.jobs.run.mutate({ name: 'session.clean' });
    const page = await house.visit(`/jobs?run=${id}`);
    const panel = page.getByRole('region', { name: 'Remove old sessions' });
    await panel.getByRole('button', { name: 'Cancel the run' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Cancel “Remove old sessions”?').waitFor();
    await dialog.getByRole('button', { name: 'Cancel the run' }).click();
    await panel.getByText('Cancelled').waitFor();
    expect((await api.jobs.get.query({ id })).state).toBe('cancelled');
    const other = await api.jobs.run.mutate({ name: 'session.clean' });
    await page.goto(`${house.server.address}/jobs?run=${other.id}`);
    await panel.getByRole('button', { name: 'Cancel the run' }).click();
    await api.jobs.cancel.mutate({ id: other.id });
    await dialog.getByRole('button', { name: 'Cancel the run' }).click();
    await dialog.getByText('The run is over already.').waitFor();
  });

  test.each([
    ['en-GB', 1440, 'dark'],
    ['es-ES', 375, 'light'],
  ] as const)('let everybody in: %s, %d pixels wide, %s', async (locale, width, colorScheme) => {
    const { api } = await house.server.callerAs('admin');
    const { id } = await api.jobs.run.mutate({ name: 'jobs.clean' });
    await write(
      "UPDATE job_runs SET state = 'failed', attempts = 4, started_at = now(), ended_at = now(), error = $2 WHERE id = $1",
      [id, 'canceling statement due to statement timeout'],
    );
    const page = await house.visit(`/jobs?run=${id}`, { locale, width, colorScheme });
    await page.locator('main table').waitFor();
    await page.locator('main dl').waitFor();
    await page.getByText('canceling statement').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await page.evaluate(findLayoutFaults)).toEqual([]);
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
