import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../test/requirement.ts';
import {
  descendantsOf,
  isAlive,
  startVarve,
  type VarveProcess,
} from '../../../test/varve-process.ts';
import { listPages } from '../sheets/list-pages.ts';
import { LOOKS, SIZES } from '../sheets/looks.ts';
import { visitPage } from '../sheets/visit-page.ts';
import { startChromium } from './support/start-chromium.ts';
import { findKeyboardFaults } from './support/find-keyboard-faults.ts';
import { startPathProxy } from './support/start-path-proxy.ts';

const TAGS = ['well-1/tubing-pressure', 'well-2/tubing-pressure'];
const PAGES = await listPages();
const CHANGE_MS = 60_000;
const SOURCES = ['well-pad', 'factory', 'drilling-rig'];

describe('the console of the demo, in a browser', needs(chromium), () => {
  let directory: string;
  let demo: VarveProcess;
  let browser: Browser;
  let home: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'varve-console-'));
    demo = startVarve('demo', '--directory', directory);
    const [, address] = await demo.printed(/Open (http:\S+)/);
    home = address!;
    browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    const heard = complaints.splice(0);
    if (heard.length > 0) throw new Error(`the browser complains: ${heard.join('; ')}`);
  });
  afterAll(async () => {
    await browser?.close();
    demo?.child.kill('SIGTERM');
    await demo?.ended;
    const data = join(directory, 'postgres');
    await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
    await rm(directory, { recursive: true, force: true });
  });

  const newContext = async (locale: string): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(CHANGE_MS);
    contexts.push(context);
    return context;
  };
  /** A visitor of one's own, with nothing remembered, at an address below the console's. */
  const visit = async (path: string, locale = 'en-GB'): Promise<Page> => {
    const page = await (await newContext(locale)).newPage();
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
    expect(await languageOf(page)).toBe('en');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('link', { name: 'En vivo' }).waitFor();
    expect(await languageOf(page)).toBe('es');
    await expect
      .poll(() => rowOf(page, 'rig/hook-load').getByTestId('live-value').textContent())
      .toMatch(/^\d+,\d+$/);
    await page.reload();
    await page.getByRole('link', { name: 'En vivo' }).waitFor();
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
    await page.getByRole('link', { name: 'Estado' }).click();
    for (const source of SOURCES) {
      const card = page.locator(`[data-testid="source-row"][data-source="${source}"]`);
      await expect.poll(() => card.textContent()).toContain('Conectada');
    }
    expect(await page.getByTestId('source-row').count()).toBe(SOURCES.length);
    expect(await page.getByText('PostgreSQL 18').count()).toBeGreaterThan(0);
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
    async ({ addresses }) => {
      const address = new URL(addresses.full, home).href;
      await using visit = await visitPage(browser, { address, look: LOOKS[0]!, size: SIZES[1] });
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

  test('brings a page back that is opened anew by its address', async () => {
    const page = await visit('/status');
    await expect.poll(() => page.getByTestId('source-row').count()).toBe(SOURCES.length);
    await page.reload();
    await expect.poll(() => page.getByTestId('source-row').count()).toBe(SOURCES.length);
  });

  test('works below a path of a proxy, in seven pages of one browser by one stream, which hidden pages let go', async () => {
    await using proxy = await startPathProxy(home, '/varve/');
    const context = await newContext('en-GB');
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
    expect(proxy.openStreams()).toBe(1);
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
    const family = descendantsOf(demo.child.pid!);
    expect(family.length).toBeGreaterThan(3);
    demo.child.kill('SIGINT');
    expect(await demo.ended).toMatchObject({ code: 0, signal: null });
    expect(family.filter(isAlive)).toEqual([]);
    await page.getByTestId('connection-banner').getByText('No connection').waitFor();
    // A browser says on its console that a server is gone.
    complaints.splice(0);
  });
});
