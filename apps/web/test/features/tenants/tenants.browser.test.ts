import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import {
  startPeopleServer,
  type PeopleServer,
} from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startChromium } from '../../support/start-chromium.ts';

const CONSOLE = fileURLToPath(new URL('../../../dist/', import.meta.url));

describe('the page about tenants, in a browser', needs(chromium), () => {
  let server: PeopleServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    server = await startPeopleServer({ consoleFolder: CONSOLE });
    await server.callerAs('admin');
    browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  /** Opens a page of the console as the admin. */
  const visit = async (path: string, { locale = 'en-GB', width = 1280 } = {}): Promise<Page> => {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`${server.address}/live`);
    await page.evaluate(async () => {
      const answer = await fetch('/api/session/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'admin', password: 'the tide is out again' }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    });
    await page.goto(server.address + path);
    await page.locator('main').waitFor();
    return page;
  };

  test('makes a tenant, whose administrator chooses his password and logs in by its name', async () => {
    const page = await visit('/tenants');
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

    const stranger = await browser.newContext({ locale: 'es-ES' });
    contexts.push(stranger);
    const theirs = await stranger.newPage();
    await theirs.goto(link);
    await theirs.getByLabel('Contraseña nueva').fill('otra marea viene ya');
    await theirs.getByRole('button', { name: 'Guardar contraseña y entrar' }).click();
    // He is let in once the password is stored.
    await theirs.waitForURL((url) => url.pathname !== '/enter');
    await stranger.clearCookies();
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
    const page = await visit('/tenants');
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
    const page = await visit('/tenants', { locale, width });
    await page.locator('main table').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    if (width < 1000) return;
    await page.getByText('No collector is working').first().waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
