import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import type { PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the page about tenants, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;

  beforeAll(async () => {
    house = await startPeopleConsole();
    ({ server } = house);
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test('makes a tenant, whose administrator chooses his password and logs in by its name', async () => {
    const page = await house.visit('/tenants');
    await page.getByRole('button', { name: 'New organisation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Short name').fill('Globex Inc');
    await dialog.getByLabel('User name').fill('ada');
    await dialog.getByRole('button', { name: 'New organisation' }).click();
    await expect.poll(() => dialog.getByText('lower-case letters').count()).toBe(2);
    await dialog.getByLabel('Short name').fill('globex');
    await dialog.getByLabel(/^Name/).fill('Globex');
    await dialog.getByRole('button', { name: 'New organisation' }).click();
    const link = await page.getByLabel('A link for one use').last().inputValue();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByRole('cell', { name: 'Globex' }).first().waitFor();
    await server.database.query("UPDATE tenants SET factor_roles = '{}'");

    const { pathname, hash } = new URL(link);
    const theirs = await house.visit(pathname + hash, { locale: 'es-ES', role: null });
    await theirs.getByLabel('Contraseña nueva').fill('otra marea viene ya');
    await theirs.getByRole('button', { name: 'Guardar contraseña y entrar' }).click();
    // He is let in once the password is stored.
    await theirs.waitForURL((url) => url.pathname !== '/enter');
    await theirs.context().clearCookies();
    await theirs.goto(`${server.address}/login?tenant=globex`);
    expect(await theirs.getByLabel('Organización').inputValue()).toBe('globex');
    await theirs.getByLabel('Usuario').fill('ada');
    await theirs.getByLabel('Contraseña', { exact: true }).fill('otra marea viene ya');
    await theirs.getByRole('button', { name: 'Entrar' }).click();
    await theirs.getByRole('button', { name: /ada/ }).first().click();
    await theirs.getByText('Globex').first().waitFor();
    await theirs.goto(`${server.address}/tenants`);
    await theirs.getByText('tenants.manage').waitFor();
  });

  test('closes a tenant after a question, and opens it again', async () => {
    const page = await house.visit('/tenants');
    const menu = page.getByRole('button', { name: 'What can be done with other' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Close' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Close', exact: true })
      .last()
      .click();
    await page.getByText('other is closed').waitFor();
    await expect.poll(() => page.getByRole('cell', { name: 'Closed' }).count()).toBe(1);
    await menu.click();
    await page.getByRole('menuitem', { name: 'Open again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
    await page.getByText('other is open').waitFor();
  });

  test.each([
    ['en-GB', 1280],
    ['es-ES', 390],
  ])('keeps nobody out: in %s, %d pixels wide', async (locale, width) => {
    const page = await house.visit('/tenants', { locale, width });
    await page.locator('main table').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    if (width < 1000) return;
    await page.getByText('No collector is working').first().waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
