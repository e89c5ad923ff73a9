import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from '../../../../../test/log-in-as.ts';
import { chromium, needs } from '../../../../../test/requirement.ts';
import {
  CLIENT,
  startOidcProvider,
  type TestProvider,
} from '../../../../server/test/support/oidc-provider.ts';
import type { PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the pages about identity providers, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;
  let provider: TestProvider;

  beforeAll(async () => {
    house = await startPeopleConsole({ networks: ['127.0.0.0/8'] });
    ({ server } = house);
    provider = await startOidcProvider(`${server.address}/api/session/oidc/callback`);
    await server.callerAs('viewer');
  });
  afterEach(() => house?.closePages());
  afterAll(async () => {
    await provider?.[Symbol.asyncDispose]();
    await house?.[Symbol.asyncDispose]();
  });

  const open = (path: string, looks = {}): Promise<Page> =>
    house.visit(path, { ...looks, role: null });
  const logIn = async (page: Page, username: string): Promise<void> => {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  /** Goes through the provider's own pages. */
  const beSomebody = async (page: Page, subject: string): Promise<void> => {
    await page.locator('input[name="login"]').fill(subject);
    await page.locator('input[name="password"]').fill('x');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  test('let an administrator add one and link a user, who then signs in by it', async () => {
    const admin = await open('/login?next=/identity');
    await logIn(admin, 'admin');
    await admin.getByText('There is no identity provider').waitFor();
    await admin.getByRole('button', { name: 'Add provider' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Plant directory');
    await dialog.getByLabel('Issuer').fill(provider.issuer);
    await dialog.getByLabel('Client ID').fill(CLIENT.clientId);
    await dialog.getByLabel('Client secret').fill(CLIENT.clientSecret);
    await dialog.getByRole('button', { name: 'Add provider' }).click();
    await admin.getByText('Plant directory is added').waitFor();
    await admin.getByRole('button', { name: 'Actions of Plant directory' }).click();
    await admin.getByRole('menuitem', { name: 'Check' }).click();
    await admin.getByText('Plant directory answers as it should').waitFor();

    await admin.goto(`${server.address}/users`);
    await admin.getByRole('link', { name: 'viewer' }).click();
    await admin.getByRole('button', { name: 'Link identity' }).click();
    await admin.getByLabel('Subject').fill('vera-1');
    await admin.getByRole('dialog').getByRole('button', { name: 'Link identity' }).click();
    await admin.getByText('The identity is linked').waitFor();

    const stranger = await open('/login?next=/profile');
    await stranger.getByRole('link', { name: 'Sign in with Plant directory' }).click();
    await beSomebody(stranger, 'nobody-we-know');
    await stranger.getByText('Nobody here is linked to your account').waitFor();

    const viewer = await open('/login?next=/profile');
    await viewer.getByRole('link', { name: 'Sign in with Plant directory' }).click();
    await beSomebody(viewer, 'vera-1');
    await viewer.waitForURL(`${server.address}/profile`);
    await viewer.getByText('vera-1').waitFor();
    expect((await viewer.context().cookies()).map(({ name }) => name)).not.toContain(
      '__Host-varve-oidc',
    );
  });

  test('let a user link himself after his password, and unlink', async () => {
    const page = await open('/login?next=/profile');
    await logIn(page, 'admin');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await server.database.query("UPDATE sessions SET authenticated_at = 'epoch'");
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Link Plant directory' }).click();
        await page
          .getByText('Your password again')
          .or(page.locator('input[name="login"]'))
          .waitFor();
        return page.getByText('Your password again').isVisible();
      })
      .toBe(true);
    await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Go on' }).click();
    await beSomebody(page, 'ada-9');
    await page.getByText('ada-9').waitFor();
    await page.getByRole('button', { name: 'Unlink ada-9' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await page.getByText('The link is removed').waitFor();
  });

  test.each([
    ['the list', '/identity', 'en-GB', 1280],
    ['the list on a phone', '/identity', 'es-ES', 375],
    ['the page of one who was refused', '/login?refused=unlinked', 'es-ES', 375],
    ['the second factor', '/login?factor=oidc', 'en-GB', 1280],
  ])('keep nobody out of %s: %s in %s, %d pixels wide', async (_name, path, locale, width) => {
    const page = await open('/login', { locale, width });
    if (path === '/identity')
      await page.evaluate(async (password) => {
        await fetch('/api/session/login', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'admin', password }),
        });
      }, PASSWORD);
    await page.goto(server.address + path);
    await page.locator('main table, main form').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test.each(['/login?refused=unlinked', '/login?factor=oidc'])(
    'let keys reach everything of %s',
    async (path) => {
      const page = await open(path);
      await page.locator('main form').waitFor();
      expect(await findKeyboardFaults(page)).toEqual([]);
    },
  );
});
