import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browserType, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPathProxy } from './support/path-proxy.ts';
import { CHROMIUM, chromium, needs } from '../../../test/requirement.ts';
import {
  descendantsOf,
  isAlive,
  startVarve,
  type VarveProcess,
} from '../../../test/varve-process.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const TAGS = ['well-1/tubing-pressure', 'well-2/tubing-pressure'];
const CHANGE_MS = 60_000;

// The steps of one visit: each goes on where the one before left the page.
describe('the console of the demo, in a browser', needs(chromium), () => {
  let directory: string;
  let demo: VarveProcess;
  let browser: Browser;
  let page: Page;
  let home: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'varve-console-'));
    demo = startVarve('demo', '--directory', directory);
    const [, address] = await demo.printed(/Open (http:\S+)/);
    browser = await browserType.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(CHANGE_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    home = address!;
    await page.goto(home);
  });
  afterAll(async () => {
    await browser?.close();
    demo?.child.kill('SIGTERM');
    await demo?.ended;
    const data = join(directory, 'postgres');
    await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
    await rm(directory, { recursive: true, force: true });
  });

  const rowOf = (tag: string): Locator =>
    page.locator(`[data-testid="tag-row"][data-tag="${tag}"]`);
  const lineOf = (tag: string): Locator =>
    page.locator(`[data-testid="trend-chart"] path[data-tag="${tag}"]`);
  const title = (): Promise<string> => page.locator('html').getAttribute('lang').then(String);

  test('shows values that change by themselves', async () => {
    await page.getByRole('searchbox').fill('rig/');
    const value = rowOf('rig/hook-load').getByTestId('live-value');
    const first = await value.textContent();
    expect(first).toMatch(/\d/);
    await expect.poll(() => value.textContent(), { timeout: CHANGE_MS }).not.toBe(first);
  });

  test('speaks Spanish when asked to, with its decimal comma', async () => {
    expect(await title()).toBe('en');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('link', { name: 'En vivo' }).waitFor();
    expect(await title()).toBe('es');
    await expect
      .poll(() => rowOf('rig/hook-load').getByTestId('live-value').textContent())
      .toMatch(/^\d+,\d+$/);
  });

  test('draws the trend of selected tags, and goes on drawing', async () => {
    await page.getByRole('searchbox').fill('tubing-pressure');
    for (const tag of TAGS) await rowOf(tag).getByRole('checkbox').check();
    await page.getByRole('link', { name: 'Abrir tendencia' }).click();
    for (const tag of TAGS) {
      await expect.poll(() => lineOf(tag).getAttribute('d')).toMatch(/^M.*L.*L/);
    }
    const drawn = await lineOf(TAGS[0]!).getAttribute('d');
    await expect.poll(() => lineOf(TAGS[0]!).getAttribute('d')).not.toBe(drawn);
  });

  test('shows three connected sources and a healthy database', async () => {
    await page.getByRole('link', { name: 'Estado' }).click();
    for (const source of ['well-pad', 'factory', 'drilling-rig']) {
      const card = page.locator(`[data-testid="source-row"][data-source="${source}"]`);
      await expect.poll(() => card.textContent()).toContain('Conectada');
    }
    expect(await page.getByTestId('source-row').count()).toBe(3);
    expect(await page.getByText('PostgreSQL 18').count()).toBeGreaterThan(0);
  });

  test('says of the clock that it is not behind, and at the source of a broker what that does not keep', async () => {
    expect(await page.getByText('Sin fallos vistos').count()).toBe(1);
    expect(await page.getByTestId('clock-behind').count()).toBe(0);
    const hint = page.locator('[data-source="factory"]').getByText('max_queued_messages 0');
    expect(await hint.isVisible()).toBe(false);
    await page.getByText('Qué conserva el bróker').click();
    await hint.waitFor();
  });

  test('a page opened anew by its address comes back', async () => {
    await page.reload();
    await expect.poll(() => page.getByTestId('source-row').count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  test('works below a path of a proxy, in seven pages of one browser by one stream, which hidden pages let go', async () => {
    await using proxy = await startPathProxy(home, '/varve/');
    const context = await browser.newContext({ locale: 'en-GB' });
    const pages: Page[] = [];
    for (let count = 0; count < 7; count++) {
      const one = await context.newPage();
      one.setDefaultTimeout(CHANGE_MS);
      await one.goto(`${proxy.address}?q=rig/hook-load`);
      pages.push(one);
    }
    for (const one of pages) {
      const value = one.getByTestId('live-value').first();
      const first = await value.textContent();
      await expect.poll(() => value.textContent(), { timeout: CHANGE_MS }).not.toBe(first);
    }
    expect(proxy.openStreams()).toBe(1);
    await pages[0]!.getByRole('link', { name: 'Status' }).click();
    await expect.poll(() => pages[0]!.getByTestId('source-row').count()).toBe(3);
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

  test('Ctrl-C ends the demo and everything that it started, and the page says that it is lost', async () => {
    const family = descendantsOf(demo.child.pid!);
    expect(family.length).toBeGreaterThan(3);
    demo.child.kill('SIGINT');
    expect(await demo.ended).toMatchObject({ code: 0, signal: null });
    expect(family.filter(isAlive)).toEqual([]);
    await page.getByTestId('connection-banner').waitFor();
  });
});
