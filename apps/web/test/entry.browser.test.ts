import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../test/requirement.ts';
import { findAxeFaults } from '../sheets/find-axe-faults.ts';
import { demoLogin, logIn, type Login } from '../sheets/log-in.ts';
import { startChromium } from './support/start-chromium.ts';
import { startDemo, type Demo } from './support/start-demo.ts';

const CHANGE_MS = 60_000;
const ACCESS_COOKIE = '__Host-varve-access';

describe('the way into the console, in a browser', needs(chromium), () => {
  let demo: Demo;
  let browser: Browser;
  let viewer: Login;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    viewer = await demoLogin(demo.process, 'viewer');
    browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  const newContext = async (locale = 'en-GB'): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(CHANGE_MS);
    contexts.push(context);
    return context;
  };
  const open = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(new URL(path, viewer.home).href);
    return page;
  };
  const pathOf = (page: Page): string => new URL(page.url()).pathname;

  test('a stranger is led to the log-in page, a wrong password is said in Spanish, the right one leads on', async () => {
    const page = await open(await newContext('es-ES'), '/trend?range=5m');
    await page.getByRole('heading', { name: 'Entrar' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/trend?range=5m');
    await page.getByLabel('Usuario').fill(viewer.username);
    const password = page.getByLabel('Contraseña', { exact: true });
    await password.fill('no es esta contraseña');
    await password.press('Enter');
    await page.getByText('El usuario o la contraseña no son correctos.').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await password.fill(viewer.password);
    await password.press('Enter');
    await page.getByRole('heading', { name: 'Tendencia' }).waitFor({ state: 'attached' });
    expect(pathOf(page)).toBe('/trend');
  });

  test('the landing page is the first that a person may see, and no address leads to another host', async () => {
    const context = await newContext();
    await logIn(context, viewer);
    const page = await open(context, '/login?next=//example.com/');
    await page.getByTestId('live-value').first().waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(viewer.home).origin);
    expect(pathOf(page)).toBe('/');
  });

  test('the link of the demo lets in once, and its code does not stay in the address', async () => {
    const [, link] = await demo.process.printed(/Open (http:\S+)/);
    const first = await (await newContext()).newPage();
    await first.goto(link!);
    await first.getByTestId('live-value').first().waitFor();
    const second = await (await newContext()).newPage();
    await second.goto(link!);
    await second.getByRole('heading', { name: 'This link does not hold any more' }).waitFor();
    expect(second.url()).not.toContain('#');
    expect(await findAxeFaults(second)).toEqual([]);
  });

  test('five tabs whose token is too old refresh together, and none is logged out', async () => {
    const context = await newContext();
    await logIn(context, viewer);
    const pages: Page[] = [];
    for (let count = 0; count < 5; count++) pages.push(await open(context, '/status'));
    for (const page of pages) await page.getByTestId('source-row').first().waitFor();
    for (const round of [1, 2]) {
      await context.clearCookies({ name: ACCESS_COOKIE });
      await Promise.all(pages.map((page) => page.reload()));
      for (const page of pages) await page.getByTestId('source-row').first().waitFor();
      expect(pages.map(pathOf), `round ${round}`).toEqual(pages.map(() => '/status'));
    }
  });

  test('live values go on after the token has become too old', async () => {
    const context = await newContext();
    await logIn(context, viewer);
    const page = await open(context, '/?q=rig/hook-load');
    const value = page.getByTestId('live-value').first();
    await expect.poll(() => value.textContent()).toMatch(/\d/);
    await context.clearCookies({ name: ACCESS_COOKIE });
    // The stream that is open goes on; a hidden page lets it go, and a shown one asks anew.
    for (const state of ['hidden', 'visible'] as const) {
      await page.evaluate((shown) => {
        Object.defineProperty(document, 'visibilityState', { value: shown, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
      await delay(100);
    }
    const last = await value.textContent();
    await expect.poll(() => value.textContent(), { timeout: CHANGE_MS }).not.toBe(last);
    expect(pathOf(page)).toBe('/');
  });

  test('who signs out in one tab is out in the other, and the way back shows the log-in page', async () => {
    const context = await newContext();
    await logIn(context, viewer);
    const one = await open(context, '/');
    const other = await open(context, '/status');
    await other.getByTestId('source-row').first().waitFor();
    await one.getByRole('button', { name: 'viewer viewer' }).click();
    await one.getByRole('button', { name: 'Sign out' }).click();
    for (const page of [one, other]) await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(pathOf(one)).toBe('/login');
    await one.goto(new URL('/icon.svg', viewer.home).href);
    await one.goBack();
    await one.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('a person ends the session of another browser, which is out at once', async () => {
    const [here, there] = [await newContext(), await newContext()];
    await logIn(here, viewer);
    await logIn(there, viewer);
    const far = await open(there, '/');
    await far.getByTestId('live-value').first().waitFor();
    const page = await open(here, '/profile');
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
    await page.getByText('This is your only session.').waitFor();
    await far.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(pathOf(far)).toBe('/login');
    expect(pathOf(page)).toBe('/profile');
  });
});
