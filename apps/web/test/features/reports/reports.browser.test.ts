import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { jobs } from '../../../../server/src/jobs.ts';
import { startJobRunner } from '../../../../server/src/kit/jobs/job-runner.ts';
import type { PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the pages of calendars and reports, in a browser', needs(chromium), () => {
  const started = new AsyncDisposableStack();
  let house: PeopleConsole;
  let server: PeopleServer;

  beforeAll(async () => {
    house = started.use(await startPeopleConsole());
    ({ server } = house);
    const { connectionString: database, directory } = server.database;
    const onFailed = (reason: string) => expect.unreachable(reason);
    started.use(await startJobRunner({ database, directory, jobs, onFailed }));
    await server.database.query(
      `INSERT INTO fields (tenant_id, name) SELECT id, 'Aurora' FROM tenants WHERE name = 'default';
       UPDATE tenants SET time_zone = 'America/Bogota'`,
    );
  });
  afterEach(() => house?.closePages());
  afterAll(() => started.disposeAsync());

  test('set a calendar, show its next edges as it is edited, and say which shifts overlap', async () => {
    const page = await house.visit('/calendars');
    await page.getByLabel('A day of production begins at').fill('06:00');
    await page.getByRole('button', { name: 'Add shift' }).click();
    await page.getByRole('group', { name: 'Shift 1' }).getByLabel('Name').fill('Day');
    await page.getByRole('button', { name: 'Add shift' }).click();
    const second = page.getByRole('group', { name: 'Shift 2' });
    await second.getByLabel('Name').fill('Night');
    await second.getByLabel('Start').fill('13:00');
    await second.getByLabel('End').fill('06:00');
    await page.getByRole('button', { name: 'Save calendar' }).click();
    await page.getByText('Two shifts overlap.').waitFor();
    await second.getByLabel('Start').fill('14:00');
    await page.getByText('Night begins').first().waitFor();
    await page.getByRole('button', { name: 'Save calendar' }).click();
    await page.getByText('The calendar is saved').waitFor();
    await page.getByText('Set: admin').waitFor();
    const { api } = await server.callerAs('admin');
    expect(await api.calendars.get.query({ place: null })).toMatchObject({
      dayStart: '06:00',
      shifts: [
        { name: 'Day', start: '06:00', lengthMinutes: 480 },
        { name: 'Night', start: '14:00', lengthMinutes: 960 },
      ],
    });
  });

  test('give a field a calendar of its own, and take it away', async () => {
    const page = await house.visit('/calendars');
    await page.getByLabel('Calendar of').selectOption({ label: 'Aurora (field)' });
    await page.getByText('Saving gives it one of its own').waitFor();
    await page.locator('main').getByLabel('Time zone').fill('Mars/Olympus');
    await page.getByRole('button', { name: 'Save calendar' }).click();
    await page.getByText('Choose a zone of the list').waitFor();
    await page.locator('main').getByLabel('Time zone').fill('Europe/Madrid');
    await page.getByRole('button', { name: 'Save calendar' }).click();
    await page.getByText('The calendar is saved').waitFor();
    await page.getByRole('button', { name: 'Use that of the organisation' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Use that of the organisation' })
      .click();
    await page
      .getByText('Aurora goes by the calendar of the organisation', { exact: true })
      .waitFor();
    const { api } = await server.callerAs('admin');
    expect((await api.calendars.list.query()).placesWithout).toMatchObject([{ name: 'Aurora' }]);
  });

  test('define a report with a schedule, run it, and give its file', async () => {
    const page = await house.visit('/reports');
    await page.getByText('No report is defined').waitFor();
    await page.getByRole('button', { name: 'Define report' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Daily audit');
    await dialog.getByLabel('CSV').check();
    await dialog.getByLabel('Is made').selectOption('daily');
    await dialog.getByLabel('At', { exact: true }).fill('07:00');
    await dialog.getByRole('button', { name: 'Save report' }).click();
    await page.getByText('Daily audit is saved').waitFor();
    const times = page.getByRole('row', { name: 'Daily audit' }).getByRole('listitem');
    await expect.poll(() => times.count()).toBe(5);
    expect(await times.first().innerText()).toContain('07:00:00');
    await page.getByRole('button', { name: 'Actions of Daily audit' }).click();
    await page.getByRole('menuitem', { name: 'Run now' }).click();
    const file = page.getByRole('button', { name: 'CSV of Daily audit' });
    await file.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(/^varve-audit-\d{4}-\d\d-\d\d\.csv$/);
    expect(await readFile(await download.path(), 'utf8')).toContain('Time (America/Bogota)');
  });

  test('show the first rows of a report, filter it by its address, and make a file of it', async () => {
    const page = await house.visit('/reports/audit?unit=fixed&from=0&to=4000000000000');
    await page.getByRole('table', { name: 'Audit log' }).waitFor();
    await page.getByText('Seals checked').waitFor();
    await page.getByLabel('Only the action').fill('no_such_action');
    await page.keyboard.press('Enter');
    await page.getByText('There is nothing in this period').waitFor();
    expect(new URL(page.url()).searchParams.get('action')).toBe('no_such_action');
    await page.getByRole('button', { name: 'Make PDF' }).click();
    await page.getByRole('button', { name: 'PDF of Audit log' }).waitFor();
  });

  test.each([
    ['/calendars', 'es-ES', 1280],
    ['/calendars', 'en-GB', 390],
    ['/reports', 'es-ES', 390],
    ['/reports', 'en-GB', 1280],
    ['/reports/audit?unit=fixed&from=0&to=4000000000000', 'es-ES', 1280],
  ])('keep nobody out of %s in %s, %d pixels wide', async (path, locale, width) => {
    const page = await house.visit(path, { locale, width });
    await page.locator('main table, main form').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test.each(['/calendars', '/reports', '/reports/sessions'])(
    'let keys reach everything of %s',
    async (path) => {
      const page = await house.visit(path);
      await page.locator('main table, main form').first().waitFor();
      await page.getByText('No collector is working').first().waitFor();
      expect(await findKeyboardFaults(page)).toEqual([]);
    },
  );
});
