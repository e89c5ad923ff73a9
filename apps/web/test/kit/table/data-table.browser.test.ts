import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { focusedName, startKitPage, type KitPage } from '../../support/start-kit-page.ts';

describe('a table, in a browser', needs(chromium), () => {
  let kit: KitPage;

  beforeAll(async () => {
    kit = await startKitPage();
  });
  afterEach(() => kit?.closeVisits());
  afterAll(() => kit?.[Symbol.asyncDispose]());

  test('leads from row to row by arrows and into a row by Enter', async () => {
    const page = await kit.visit('table');
    await page.getByRole('link', { name: 'row-1' }).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await expect.poll(() => focusedName(page)).toBe('row-2');
    await page.keyboard.press('End');
    await expect.poll(() => focusedName(page)).toBe('row-5');
    await page.keyboard.press('Enter');
    await page.waitForURL(new URL('rows/row-5', kit.address).href);
  });

  test('asks for another order by the head of a column, and for more rows below', async () => {
    const page = await kit.visit('table');
    const names = (): Promise<string[]> => page.getByRole('rowheader').allTextContents();
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(async () => (await names())[0]).toBe('row-8');
    const head = page.getByRole('columnheader', { name: 'Name' });
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => names()).toHaveLength(8);
    await expect.poll(() => page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  test('is a table of cards on a phone, each cell with the name and the unit of its column', async () => {
    const page = await kit.visit('table', { width: 375 });
    await expect.poll(() => page.getByRole('cell').count()).toBe(15);
    const label = await page
      .locator('td[data-label="Samples (1/s)"]')
      .first()
      .evaluate((cell) => getComputedStyle(cell, '::before').content);
    expect(label).toBe('"Samples (1/s)"');
  });

  test('has menus that arrows walk through, and that Escape closes', async () => {
    const page = await kit.visit('table');
    const button = page.getByRole('button', { name: 'Actions of row-2' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toBe('Rename');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedName(page)).toBe('Delete');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('Actions of row-2');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toBe('Rename');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('done').textContent()).toBe('delete row-2');
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0);
  });
});
