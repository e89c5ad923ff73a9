import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { refusalBy, type PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the pages of audit, sessions and keys, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;
  let viewerId: string;

  beforeAll(async () => {
    house = await startPeopleConsole();
    ({ server } = house);
    const { api } = await server.callerAs('admin');
    const viewer = await server.callerAs('viewer');
    viewerId = (await viewer.api.session.me.query()).userId;
    const { version: expectedVersion } = await api.users.get.query({ userId: viewerId });
    await api.users.update.mutate({ userId: viewerId, expectedVersion, fullName: 'Vera Ruiz' });
    await refusalBy(viewer.api.users.list.query({}));
    await api.keys.create.mutate({ name: 'pump house', permissions: ['tags.read'] });
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test('find what was done to a user from his page, and see what changed in it', async () => {
    const page = await house.visit(`/users/${viewerId}`);
    await page.getByRole('link', { name: 'What was done to this user' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Changed' });
    await row.getByRole('link').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('row', { name: /Full name/ })
      .getByText('Vera Ruiz')
      .waitFor();
    await dialog.getByRole('button', { name: 'Copy the request' }).waitFor();
    const address = page.url();
    await dialog.getByRole('link', { name: 'Everything this user did' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?actor=admin');
    // An address of an entry opens it, though the list does not have it.
    await page.goto(address.replace(/resourceId=[^&]*/, 'actor=nobody'));
    await page.getByText('No entry matches').waitFor();
    await page.getByRole('dialog').getByText('Vera Ruiz').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).search).toBe('?actor=nobody');
  });

  test('name the fields of an entry in the language of who reads', async () => {
    const page = await house.visit('/audit?action=login', { locale: 'es-ES' });
    await page.locator('.row-link').first().click();
    const names = page.getByRole('dialog').getByLabel('Detalles').locator('dt');
    await expect.poll(() => names.allTextContents()).toEqual(['Por medio de', 'Tipo', 'Sesión']);
  });

  test('narrow the log by words and by a range, which the address keeps', async () => {
    const page = await house.visit('/audit');
    await page.getByLabel('Outcome', { exact: true }).selectOption('denied');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('cell', { name: 'users.list' }).waitFor();
    await page.getByRole('searchbox', { name: 'User name' }).fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('No entry matches').waitFor();
    await page.getByRole('button', { name: '24 h' }).click();
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?range=24h&actor=nobody&outcome=denied');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('cell', { name: 'Signed in', exact: true }).first().waitFor();
  });

  test('verify the log, and say where it was changed', async () => {
    const page = await house.visit('/audit');
    await page.getByText('Not sealed yet').waitFor();
    await server.tenant.transaction(({ $client }) =>
      $client.query('SELECT internal.seal_audit(10000)'),
    );
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('The log matches its seals').waitFor();
    await server.database.query(`
      SET session_replication_role = 'replica';
      UPDATE audit_log SET request_id = 'forged' WHERE id = (SELECT min(from_id) FROM audit_seals);
      SET session_replication_role = 'origin'`);
    await page.getByRole('button', { name: 'Verify now' }).click();
    const told = page.getByText('its entries are not those that were sealed');
    await expect
      .poll(() => told.textContent())
      .toMatch(/^Seal 1, entries [\d,]+ to [\d,]+, sealed at /);
  });

  test('save what matches as a file, and say why there is none', async () => {
    const page = await house.visit('/audit?outcome=denied');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text.match(/users\.list/g)).toHaveLength(1);
    await page.getByText('The file is saved').waitFor();
    await server.database.query(`
      INSERT INTO audit_log (tenant_id, action, resource_type)
      SELECT id, 'noise', 'tenants' FROM tenants, generate_series(1, 100001) WHERE name = 'default'`);
    await page.goto(`${server.address}/audit?action=noise`);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText('More than 100,000 entries match').waitFor();
  });

  test('end all sessions of a user after a question, and find his by his name', async () => {
    const viewer = await server.callerAs('viewer');
    const page = await house.visit('/sessions');
    await page.getByRole('searchbox').fill('view');
    await expect.poll(() => page.getByRole('rowheader', { name: 'admin' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Actions of a session of viewer' }).first().click();
    await page.getByRole('menuitem', { name: 'End all sessions of viewer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all' }).click();
    await page.getByText('No session is of such a user').waitFor();
    expect((await refusalBy(viewer.api.session.me.query())).reason).toBe('SESSION_EXPIRED');
  });

  test('make a key whose secret is shown once, with refusals at their fields, and revoke it', async () => {
    const page = await house.visit('/keys');
    await page.getByRole('button', { name: 'Create key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('gateway 7');
    await dialog.getByLabel('Write and correct samples').check();
    await dialog.getByLabel('Addresses and networks').fill('10.0.0.1\n10.0.0.0/33');
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await dialog.getByText('10.0.0.0/33 is neither an address nor a network.').waitFor();
    await dialog.getByLabel('Addresses and networks').fill('10.0.0.0/8\n127.0.0.1');
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const secret = await page.getByLabel('Key', { exact: true }).inputValue();
    await page.getByText(`-H 'Authorization: Bearer ${secret}'`).waitFor();
    const answer = await fetch(`${server.address}/api/v1/samples`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: '[]',
    });
    // It is let in, and this server has no collector.
    expect(await answer.json()).toMatchObject({ code: 'COLLECTOR_APART' });
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke the key gateway 7' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
    await page.getByRole('row').filter({ hasText: 'gateway 7' }).getByText('Revoked').waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  test.each([
    ['the audit log', '/audit', 'es-ES', 1280],
    ['the audit log on a phone', '/audit', 'en-GB', 375],
    ['an entry on a phone', 'ENTRY', 'es-ES', 375],
    ['the sessions', '/sessions', 'en-GB', 1280],
    ['the sessions on a phone', '/sessions', 'es-ES', 375],
    ['the keys', '/keys', 'es-ES', 1280],
    ['the keys on a phone', '/keys', 'en-GB', 375],
  ])('keep nobody out of %s: %s in %s, %d pixels wide', async (_name, path, locale, width) => {
    const page = await house.visit(path.replace('ENTRY', `/audit?resourceId=${viewerId}`), {
      locale,
      width,
    });
    await page.locator('main table').first().waitFor();
    if (path === 'ENTRY') await page.locator('.row-link').first().click();
    expect(await findAxeFaults(page)).toEqual([]);
    const isCut = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isCut).toBe(false);
  });

  test.each(['/audit', '/sessions', '/keys'])('let keys reach everything of %s', async (path) => {
    const page = await house.visit(path);
    await page.locator('main table').first().waitFor();
    // Drawn when the health has come: a link that comes while keys are pressed is not counted.
    await page.getByText('No collector is working').first().waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
