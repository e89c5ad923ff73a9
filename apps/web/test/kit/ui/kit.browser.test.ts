import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findLayoutFaults } from '../../../sheets/find-layout-faults.ts';
import { focusedName, startKitPage, type KitPage } from '../../support/start-kit-page.ts';

const PARTS = ['form', 'table', 'overlays', 'login'];

describe('the kit, in a browser', needs(chromium), () => {
  let kit: KitPage;

  beforeAll(async () => {
    kit = await startKitPage();
  });
  afterEach(() => kit?.closeVisits());
  afterAll(() => kit?.[Symbol.asyncDispose]());

  describe('a dialog', () => {
    test('keeps the focus, goes by Escape, and gives the focus back', async () => {
      const page = await kit.visit('overlays');
      await page.getByRole('button', { name: 'Delete…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete 3 tags?' });
      await dialog.waitFor();
      for (let pressed = 0; pressed < 8; pressed++) {
        await page.keyboard.press('Tab');
        const isOutside = await page.evaluate(
          () => document.activeElement?.closest('dialog') === null,
        );
        // The browser's own bar may have its turn; nothing of the page behind may.
        expect(isOutside ? await focusedName(page) : '').not.toBe('Change');
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => focusedName(page)).toBe('Delete…');
    });

    test('takes the focus to its first control, also where that comes late', async () => {
      const page = await kit.visit('overlays');
      const { promise: read, resolve: answer } = Promise.withResolvers<void>();
      await page.route('**/late-name', async (route) => {
        await read;
        await route.fulfill({ body: 'P-1' });
      });
      await page.getByRole('button', { name: 'Rename…' }).click();
      await page.getByRole('dialog').getByRole('status').waitFor({ state: 'attached' });
      await expect.poll(() => focusedName(page)).toBe('Close');
      answer();
      await expect.poll(() => focusedName(page)).toBe('tag');
      await page.keyboard.press('Escape');
      await expect.poll(() => focusedName(page)).toBe('Rename…');
    });

    test('stays with what was refused, and goes when it is done', async () => {
      const page = await kit.visit('overlays');
      await page.getByRole('button', { name: 'Delete…' }).click();
      const final = page.getByRole('button', { name: 'Delete 3 tags' });
      await final.click();
      await page.getByRole('alert').getByText('Somebody has changed this meanwhile.').waitFor();
      await final.click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => page.getByTestId('log').textContent()).toBe('deleted');
    });
  });

  test('a toast takes back what was done', async () => {
    const page = await kit.visit('overlays');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('status').getByText('40 deadbands changed').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByTestId('log').textContent()).toBe('undone');
    await expect.poll(() => page.getByText('40 deadbands changed').count()).toBe(0);
  });

  test('a failure says since when, why, and what the log knows it by; a missing right is named', async () => {
    const page = await kit.visit('overlays');
    const failed = await page.getByTestId('failed').textContent();
    expect(failed).toMatch(/The tags could not be read\..*Since \d\d:\d\d:51\..*7f3a-19c2/);
    expect(failed).toContain('The database did not answer in time.');
    const forbidden = page.getByTestId('forbidden');
    expect(await forbidden.textContent()).toContain('It needs the permission users.read');
    expect(await forbidden.getByRole('button').count()).toBe(0);
  });

  test.each(PARTS)('%s: axe-core finds nothing, and nothing is cut off', async (part) => {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [1280, 375]) {
        const page = await kit.visit(part, { width, theme });
        if (part === 'form') await page.getByRole('button', { name: 'Create user' }).click();
        expect([
          ...(await findAxeFaults(page)),
          ...(await page.evaluate(findLayoutFaults)),
        ]).toEqual([]);
      }
    }
  });
});
