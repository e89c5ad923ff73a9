import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { focusedName, startKitPage, type KitPage } from '../../support/start-kit-page.ts';

describe('a form, in a browser', needs(chromium), () => {
  let kit: KitPage;

  beforeAll(async () => {
    kit = await startKitPage();
  });
  afterEach(() => kit?.closeVisits());
  afterAll(() => kit?.[Symbol.asyncDispose]());

  const errorOf = (page: Page, label: string): Promise<string | null> =>
    page
      .getByLabel(label, { exact: false })
      .first()
      .evaluate((field) => {
        const frame = field.closest('.field')!;
        return frame.querySelector('.field-message')?.textContent ?? null;
      });
  const fill = async (page: Page, username: string): Promise<void> => {
    await page.getByLabel('User name').fill(username);
    await page.getByRole('textbox', { name: 'Password' }).fill('correct horse');
    await page.getByLabel('Hours').fill('8');
    await page.getByLabel('operator').check();
  };
  const create = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Create user' }).click();
  const sent = (page: Page): Promise<string[]> =>
    page.getByTestId('sent').locator('li').allTextContents();

  test('leads to the first field that is wrong, says what each has to be, and sends nothing', async () => {
    const page = await kit.visit('form');
    await create(page);
    await expect.poll(() => focusedName(page)).toBe('username');
    await expect.poll(() => errorOf(page, 'User name')).toBe('At least 3 characters.');
    await expect.poll(() => errorOf(page, 'Hours')).toBe('Write a number.');
    await expect.poll(() => errorOf(page, 'operator')).toBe('Choose at least 1.');
    expect(await errorOf(page, 'E-mail')).toBeNull();
    const described = await page.getByLabel('User name').getAttribute('aria-describedby');
    expect(described?.split(' ')).toHaveLength(2);
    expect(await sent(page)).toEqual([]);
  });

  test('says so in Spanish, and takes a decimal comma for what it is', async () => {
    const page = await kit.visit('form', { locale: 'es-ES' });
    await page.getByLabel('Hours').fill('1,5');
    await create(page);
    await expect.poll(() => errorOf(page, 'User name')).toBe('Al menos 3 caracteres.');
    await expect.poll(() => errorOf(page, 'Hours')).toBe('Escriba un número entero.');
    await page.getByLabel('Hours').fill('1.5');
    await expect.poll(() => errorOf(page, 'Hours')).toBe('Escriba un número.');
  });

  test('sends once, however often its button is pressed, and leaves out what is empty', async () => {
    const page = await kit.visit('form');
    await fill(page, 'mrincon');
    await page.getByRole('button', { name: 'Create user' }).dblclick();
    await page.getByText('User created').waitFor();
    expect((await sent(page)).map((text) => JSON.parse(text) as unknown)).toEqual([
      {
        username: 'mrincon',
        password: 'correct horse',
        hours: 8,
        language: 'en',
        theme: 'light',
        roles: ['operator'],
        active: true,
      },
    ]);
  });

  test('shows what the server refused at its field until that changes', async () => {
    const page = await kit.visit('form');
    await fill(page, 'taken');
    await create(page);
    await page.getByText('This name is taken.').waitFor();
    await expect.poll(() => focusedName(page)).toBe('username');
    await page.getByLabel('User name').fill('strange');
    await expect.poll(() => errorOf(page, 'User name')).toBeNull();
    await create(page);
    await page.getByText('no such name').waitFor();
    await page.getByLabel('User name').fill('broken');
    await create(page);
    await page.getByRole('alert').getByText('The server could not do this.').waitFor();
  });

  test('asks before it is left with changes, and lets go without', async () => {
    const page = await kit.visit('form');
    await page.getByLabel('User name').fill('mrincon');
    await page.getByRole('link', { name: 'elsewhere' }).click();
    await page.getByRole('button', { name: 'Go on editing' }).click();
    expect(await page.getByLabel('User name').inputValue()).toBe('mrincon');
    await page.getByRole('link', { name: 'elsewhere' }).click();
    await page.getByRole('button', { name: 'Discard the changes' }).click();
    await page.waitForURL(kit.address);
    const other = await kit.visit('form');
    await other.getByRole('link', { name: 'elsewhere' }).click();
    await other.waitForURL(kit.address);
  });

  test('shows a password while its button is pressed in', async () => {
    const page = await kit.visit('form');
    const field = page.getByRole('textbox', { name: 'Password' });
    expect(await field.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Show the password' }).click();
    await expect.poll(() => field.getAttribute('type')).toBe('text');
  });
});
