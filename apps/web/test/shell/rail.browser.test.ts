import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../test/requirement.ts';
import { findAxeFaults } from '../../sheets/find-axe-faults.ts';
import { focusedName, startKitPage, type KitPage } from '../support/start-kit-page.ts';

describe('the rail, for somebody who may read live values and trends', needs(chromium), () => {
  let kit: KitPage;

  beforeAll(async () => {
    kit = await startKitPage();
  });
  afterEach(() => kit?.closeVisits());
  afterAll(() => kit?.[Symbol.asyncDispose]());

  test('has their pages, and no group of which they may use nothing', async () => {
    const page = await kit.visit('rail', { width: 1440 });
    const rail = page.getByRole('navigation', { name: 'Main' });
    const group = rail.getByRole('button', { name: 'Operate' });
    expect(await group.getAttribute('aria-expanded')).toBe('true');
    await expect
      .poll(() => rail.getByRole('listitem').allTextContents())
      .toEqual(['Live', 'Trends']);
    expect(await rail.getByText('System').count()).toBe(0);
    await group.click();
    await expect.poll(() => rail.getByRole('listitem').count()).toBe(0);
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test('keeps them behind an icon in a narrower window, from where Escape leads back', async () => {
    const page = await kit.visit('rail');
    const rail = page.getByRole('navigation', { name: 'Main' });
    expect(await rail.getByRole('link', { name: 'Trends' }).count()).toBe(0);
    await rail.getByRole('button', { name: 'Operate' }).focus();
    await page.keyboard.press('Enter');
    await rail.getByRole('link', { name: 'Trends' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => focusedName(page)).toBe('Live');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('Operate');
  });

  test('stands beside a menu that says who they are, and lets them sign out', async () => {
    const page = await kit.visit('rail', { locale: 'es-ES' });
    await page.getByRole('button', { name: 'operador-3 Operator' }).click();
    await page.getByText('operador-3, Operator').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByText('signed out').waitFor();
  });
});
