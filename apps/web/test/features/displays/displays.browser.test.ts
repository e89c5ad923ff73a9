import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('wall displays, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  beforeAll(async () => {
    house = await startPeopleConsole();
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test('show their page without the frame, until they are ended, and then a code again', async () => {
    const { server } = house;
    const screen = await house.visit('/display', { role: null });
    const code = (await screen.locator('.display-code').innerText()).trim();
    const admin = await house.visit('/displays');
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
    const role = path === '/display' ? null : 'admin';
    const page = await house.visit(path, { locale, width, role });
    await page.locator('main .display-code, main .button-primary').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test('let keys reach everything of the code', async () => {
    const page = await house.visit('/display', { role: null });
    await page.locator('.display-code').waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
