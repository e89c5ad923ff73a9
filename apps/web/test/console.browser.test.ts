import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../test/requirement.ts';
import { descendantsOf, isAlive } from '../../../test/varve-process.ts';
import { listPages } from '../sheets/list-pages.ts';
import { demoLogin, logIn, type Login } from '../sheets/log-in.ts';
import { LOOKS, SIZES } from '../sheets/looks.ts';
import { visitPage } from '../sheets/visit-page.ts';
import { startChromium } from './support/start-chromium.ts';
import { startDemo, type Demo } from './support/start-demo.ts';
import { findKeyboardFaults } from './support/find-keyboard-faults.ts';
import { startPathProxy } from './support/start-path-proxy.ts';

const TAGS = ['well-1/tubing-pressure', 'well-2/tubing-pressure'];
const PAGES = await listPages();
const CHANGE_MS = 60_000;
const SOURCES = ['well-pad', 'factory', 'drilling-rig'];

describe('the console of the demo, in a browser', needs(chromium), () => {
  let demo: Demo;
  let browser: Browser;
  let home: string;
  let engineer: Login;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    engineer = await demoLogin(demo.process, 'engineer');
    home = engineer.home;
    browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    const heard = complaints.splice(0);
    if (heard.length > 0) throw new Error(`the browser complains: ${heard.join('; ')}`);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  const newContext = async (locale: string): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(CHANGE_MS);
    contexts.push(context);
    return context;
  };
  /** A visitor of one's own, with nothing remembered, at an address below the console's. */
  const visit = async (path: string, locale = 'en-GB'): Promise<Page> => {
    const context = await newContext(locale);
    await logIn(context, engineer);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(new URL(path, home).href);
    return page;
  };
  const rowOf = (page: Page, tag: string): Locator =>
    page.locator(`[data-testid="tag-row"][data-tag="${tag}"]`);
  const languageOf = (page: Page): Promise<string | null> =>
    page.locator('html').getAttribute('lang');

  test('shows values that change by themselves', async () => {
    const page = await visit('/');
    await page.getByRole('searchbox').fill('rig/');
    const value = rowOf(page, 'rig/hook-load').getByTestId('live-value');
    await expect.poll(() => value.textContent()).toMatch(/\d/);
    const first = await value.textContent();
    await expect.poll(() => value.textContent(), { timeout: CHANGE_MS }).not.toBe(first);
  });

  test('speaks Spanish when asked to, with its decimal comma, and remembers that', async () => {
    const page = await visit('/?q=rig/hook-load');
    await expect.poll(() => languageOf(page)).toBe('en');
    await page.getByRole('button', { name: 'engineer engineer' }).click();
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Valores en vivo' }).waitFor();
    await expect.poll(() => languageOf(page)).toBe('es');
    await expect
      .poll(() => rowOf(page, 'rig/hook-load').getByTestId('live-value').textContent())
      .toMatch(/^\d+,\d+$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Valores en vivo' }).waitFor();
  });

  test('draws the trend of selected tags, and goes on drawing', async () => {
    const page = await visit('/?q=tubing-pressure', 'es');
    for (const tag of TAGS) await rowOf(page, tag).getByRole('checkbox').check();
    await page.getByRole('link', { name: 'Abrir tendencia' }).click();
    const lineOf = (tag: string): Promise<string | null> =>
      page.locator(`[data-testid="trend-chart"] path[data-tag="${tag}"]`).getAttribute('d');
    for (const tag of TAGS) await expect.poll(() => lineOf(tag)).toMatch(/^M.*L.*L/);
    const drawn = await lineOf(TAGS[0]!);
    await expect.poll(() => lineOf(TAGS[0]!)).not.toBe(drawn);
  });

  test('shows three connected sources and a healthy database', async () => {
    const page = await visit('/', 'es');
    await page.getByRole('button', { name: 'Sistema' }).click();
    await page.getByRole('link', { name: 'Estado' }).click();
    for (const source of SOURCES) {
      const card = page.locator(`[data-testid="source-row"][data-source="${source}"]`);
      await expect.poll(() => card.textContent()).toContain('Conectada');
    }
    expect(await page.getByTestId('source-row').count()).toBe(SOURCES.length);
    await page.getByText('PostgreSQL 18').first().waitFor();
  });

  test('says of the clock that it is not behind, and at the source of a broker what that does not keep', async () => {
    const page = await visit('/status', 'es');
    await page.getByText('Sin fallos vistos').waitFor();
    expect(await page.getByTestId('clock-behind').count()).toBe(0);
    const hint = page.locator('[data-source="factory"]').getByText('max_queued_messages 0');
    expect(await hint.isVisible()).toBe(false);
    await page.getByText('Qué conserva el bróker').click();
    await hint.waitFor();
  });

  test.each(PAGES)(
    'reaches everything on the page $name by Tab, and shows where it is',
    async ({ addresses, entrance }) => {
      const address = new URL(addresses.full, home).href;
      const login = entrance === null ? engineer : undefined;
      const options = { address, look: LOOKS[0]!, size: SIZES[1], login };
      await using visit = await visitPage(browser, options);
      expect(await findKeyboardFaults(visit.page)).toEqual([]);
    },
  );

  test('leads by keys alone from a row of the list to a value on its curve', async () => {
    const page = await visit('/?q=tubing-pressure');
    await rowOf(page, TAGS[0]!).getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const chart = page.getByTestId('trend-chart');
    await expect.poll(() => chart.locator('path[data-tag]').count()).toBe(2);
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByTestId('trend-tooltip').getByText(TAGS[1]!).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('trend-tooltip').waitFor({ state: 'detached' });
  });

  test('finds a tag in the palette by keys alone, goes on by letters, and says which keys there are', async () => {
    const page = await visit('/');
    await page.getByTestId('live-value').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Page, tag or preference' }).fill('hook load');
    await page.getByRole('option', { name: 'rig/hook-load' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('path[data-tag="rig/hook-load"]').waitFor({ state: 'attached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.type('gs');
    await page.getByRole('heading', { name: 'System status' }).waitFor();
    await expect.poll(() => page.title()).toBe('System status · Varve');
    await page.keyboard.type('?');
    await page.getByRole('dialog').getByText('Single letters are keys').click();
    await page.keyboard.press('Escape');
    await page.keyboard.type('gh?');
    expect(new URL(page.url()).pathname).toBe('/status');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('keeps theme, density and zone, and shows them', async () => {
    const page = await visit('/');
    await page.getByRole('button', { name: 'engineer engineer' }).click();
    for (const name of ['Dark', 'Compact', 'UTC']) await page.getByRole('button', { name }).click();
    await page.reload();
    await page.locator('[data-theme="dark"][data-density="compact"]').waitFor();
    await expect.poll(() => page.locator('.clock').textContent()).toMatch(/^\d\d:\d\d:\d\dUTC$/);
  });

  test('brings a page back that is opened anew by its address', async () => {
    const page = await visit('/status');
    await expect.poll(() => page.getByTestId('source-row').count()).toBe(SOURCES.length);
    await page.reload();
    await expect.poll(() => page.getByTestId('source-row').count()).toBe(SOURCES.length);
  });

  test('works below a path of a proxy, in seven pages of one browser by one stream, which hidden pages let go', async () => {
    await using proxy = await startPathProxy(home, '/varve/');
    const context = await newContext('en-GB');
    await logIn(context, engineer);
    const pages: Page[] = [];
    for (let count = 0; count < 7; count++) {
      const one = await context.newPage();
      await one.goto(`${proxy.address}?q=rig/hook-load`);
      pages.push(one);
    }
    for (const one of pages) {
      const value = one.getByTestId('live-value').first();
      await expect.poll(() => value.textContent()).toMatch(/\d/);
      const first = await value.textContent();
      await expect.poll(() => value.textContent(), { timeout: CHANGE_MS }).not.toBe(first);
    }
    await expect.poll(() => proxy.openStreams()).toBe(1);
    await pages[0]!.getByRole('button', { name: 'System' }).click();
    await pages[0]!.getByRole('link', { name: 'Status' }).click();
    await expect.poll(() => pages[0]!.getByTestId('source-row').count()).toBe(SOURCES.length);
    expect(new URL(pages[0]!.url()).pathname).toBe('/varve/status');
    // A deeper address finds its files as well.
    await pages[0]!.goto(`${proxy.address}no/such/page`);
    await pages[0]!.getByText('There is no page at this address.').waitFor();
    const show = (one: Page, state: 'hidden' | 'visible'): Promise<void> =>
      one.evaluate((shown) => {
        Object.defineProperty(document, 'visibilityState', { value: shown, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    for (const one of pages) await show(one, 'hidden');
    await expect.poll(() => proxy.openStreams()).toBe(0);
    await show(pages[1]!, 'visible');
    await expect.poll(() => proxy.openStreams()).toBe(1);
    await context.close();
    await expect.poll(() => proxy.openStreams()).toBe(0);
  });

  // Stays the last: the demo of all these tests ends with it.
  test('Ctrl-C ends the demo and everything that it started, and the page says that it is lost', async () => {
    const page = await visit('/');
    await page.getByTestId('live-value').first().waitFor();
    const { child, ended } = demo.process;
    const family = descendantsOf(child.pid!);
    expect(family.length).toBeGreaterThan(3);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect(family.filter(isAlive)).toEqual([]);
    await page.getByTestId('connection-banner').getByText('No connection').waitFor();
    // A browser says on its console that a server is gone.
    complaints.splice(0);
  });
});
