import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import {
  startPeopleServer,
  type PeopleServer,
} from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startChromium } from '../../support/start-chromium.ts';

const CONSOLE = fileURLToPath(new URL('../../../dist/', import.meta.url));

describe('wall displays, in a browser', needs(chromium), () => {
  let server: PeopleServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startPeopleServer({ consoleFolder: CONSOLE });
    await server.callerAs('admin');
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  const open = async (path: string, { locale = 'en-GB', width = 1280 } = {}): Promise<Page> => {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.address + path);
    return page;
  };
  const openAsAdmin = async (path: string, look = {}): Promise<Page> => {
    const page = await open('/login', look);
    await page.evaluate(async () => {
      await fetch('/api/session/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'admin', password: 'the tide is out again' }),
      });
    });
    await page.goto(server.address + path);
    return page;
  };

  test('show their page without the frame, until they are ended, and then a code again', async () => {
    const screen = await open('/display');
    const code = (await screen.locator('.display-code').innerText()).trim();
    const admin = await openAsAdmin('/displays');
    await admin.getByText('There is no display').waitFor();
    await admin.getByRole('button', { name: 'Pair a display' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Code').fill('ZZZZ ZZZZ');
    await dialog.getByLabel('Name').fill('Control room');
    await dialog.getByLabel('Page').fill('/status');
    await dialog.getByLabel('Role').selectOption('viewer');
    await dialog.getByRole('button', { name: 'Pair a display' }).click();
    await dialog.getByText('No screen waits with this code').waitFor();
    await dialog.getByLabel('Code').fill(code.toLowerCase());
    await dialog.getByRole('button', { name: 'Pair a display' }).click();
    await screen.waitForURL(`${server.address}/status`);
    await screen.locator('.shell-display main').waitFor();
    expect(await screen.locator('nav').count()).toBe(0);
    expect(await findAxeFaults(screen)).toEqual([]);
    await screen.goto(server.address);
    await screen.waitForURL(`${server.address}/status`);
    await admin.getByRole('button', { name: 'End Control room' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await admin.getByText('Control room has ended').waitFor();
    await screen.waitForURL(/\/display$/);
    await screen.locator('.display-code').waitFor();
  });

  test.each([
    ['the list', '/displays', 'es-ES', 1280],
    ['the list on a phone', '/displays', 'en-GB', 375],
    ['the code', '/display', 'es-ES', 375],
  ])('keep nobody out of %s: %s in %s, %d pixels wide', async (_name, path, locale, width) => {
    const look = { locale, width };
    const page = path === '/display' ? await open(path, look) : await openAsAdmin(path, look);
    await page.locator('main .display-code, main .button-primary').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test('let keys reach everything of the code', async () => {
    const page = await open('/display');
    await page.locator('.display-code').waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
