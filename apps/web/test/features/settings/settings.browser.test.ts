import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findLayoutFaults } from '../../../sheets/find-layout-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the page of settings, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  beforeAll(async () => {
    house = await startPeopleConsole();
    await house.server.callerAs('viewer');
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test.each([
    ['en-GB', 1440, 'dark'],
    ['es-ES', 375, 'light'],
  ] as const)('let everybody in: %s, %d pixels wide, %s', async (locale, width, colorScheme) => {
    const page = await house.visit('/settings', { locale, width, colorScheme });
    await page.locator('main form').first().waitFor();
    await page.getByText('PostgreSQL 18').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await page.evaluate(findLayoutFaults)).toEqual([]);
    expect(await findKeyboardFaults(page)).toEqual([]);
  });

  test('are shown to a viewer, and changed by nobody who may not', async () => {
    const page = await house.visit('/settings', { role: 'viewer' });
    await page.getByText('PostgreSQL 18').waitFor();
    await page.getByText('UTC', { exact: true }).first().waitFor();
    expect(await page.locator('main form').count()).toBe(0);
  });

  test('give the console another time zone and language at once', async () => {
    const page = await house.visit('/settings');
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('button', { name: 'Organisation', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Shown name').fill('Campo Aurora');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Atlantis');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Choose a zone of the list').waitFor();
    await page.getByRole('combobox', { name: 'Time zone' }).fill('America/Bogota');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    await page.getByText('Bogota, UTC-5').waitFor();
    const { api } = await house.server.callerAs('admin');
    expect(await api.settings.get.query()).toMatchObject({
      displayName: 'Campo Aurora',
      language: 'es',
      timeZone: 'America/Bogota',
    });
  });
});
