import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from '../../../test/log-in-as.ts';
import { chromium, needs } from '../../../test/requirement.ts';
import { hasFocus, press, tabTo, typeInto } from './support/keyboard.ts';
import { startPeopleConsole, type PeopleConsole } from './support/people-console.ts';

describe('people at the console, by keys alone', needs(chromium), () => {
  let house: PeopleConsole;
  beforeAll(async () => {
    house = await startPeopleConsole();
    for (const role of ['accountant', 'operator', 'viewer']) await house.server.callerAs(role);
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test.each([
    ['operator', '/', 'Valores en vivo'],
    ['accountant', '/reports', 'Informes'],
  ])('%s errs once, in Spanish, and lands on a page of their own', async (role, path, title) => {
    const page = await house.visit('/', { locale: 'es-ES', role: null });
    await page.getByRole('heading', { name: 'Entrar' }).waitFor();
    await typeInto(page, page.getByLabel('Usuario'), role);
    const password = page.getByLabel('Contraseña', { exact: true });
    await typeInto(page, password, 'no es esta contraseña');
    await page.keyboard.press('Enter');
    await page.getByText('El usuario o la contraseña no son correctos.').waitFor();
    await expect.poll(() => hasFocus(password)).toBe(true);
    await typeInto(page, password, PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  test('a viewer who has the address of what changes something reads which permission it needs', async () => {
    const page = await house.visit('/users/import', { role: 'viewer' });
    await page.locator('main code').waitFor();
    expect(await page.locator('main').textContent()).toContain('Not for your role');
    expect(await page.locator('main code').textContent()).toBe('users.write');
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    const rail = page.getByRole('navigation', { name: 'Main' });
    expect(await rail.getByText('Access').count()).toBe(0);
  });

  test('an administrator invites somebody, who has to choose a password, and shows them out at once', async () => {
    const page = await house.visit('/users');
    await press(page, page.getByRole('button', { name: 'Create user' }));
    const dialog = page.getByRole('dialog');
    await typeInto(page, dialog.getByLabel('User name'), 'nadia');
    await tabTo(page, dialog.getByLabel('operator'));
    await page.keyboard.press('Space');
    await press(page, dialog.getByRole('button', { name: 'Create user' }));
    const link = await page.getByLabel('A link for one use').last().inputValue();
    await press(page, page.getByRole('button', { name: 'Done' }));

    const { pathname, hash } = new URL(link);
    const other = await house.visit(pathname + hash, { role: null });
    await other.getByRole('heading', { name: 'Choose your password' }).waitFor();
    const password = other.getByLabel('New password');
    await typeInto(other, password, 'nadia-nadia-nadia');
    await other.keyboard.press('Enter');
    await other.getByText('It has a name in it that everybody knows').waitFor();
    await typeInto(other, password, 'seven herons at noon');
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Live values' }).waitFor();
    await press(other, other.getByRole('button', { name: 'nadia operator' }));
    await press(other, other.getByRole('link', { name: 'Your account' }));
    await other.getByRole('heading', { name: 'Your account' }).waitFor();

    await press(page, page.getByRole('button', { name: 'Access' }));
    await press(page, page.getByRole('link', { name: 'Sessions' }));
    await typeInto(page, page.getByRole('searchbox'), 'nadia');
    await press(page, page.getByRole('button', { name: 'Actions of a session of nadia' }));
    await press(page, page.getByRole('menuitem', { name: 'End session' }));
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'End session' }));
    // Nobody touches the other page.
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(other.url()).pathname).toBe('/login');
  });
});
