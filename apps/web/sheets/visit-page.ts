import type { Browser, Page } from 'playwright-core';
import { logIn, type Login } from './log-in.ts';
import { LOCALES, type Look, type Size } from './looks.ts';

const QUIET_MS = 400;
const WAIT_MS = 20_000;
const LOADING = '[aria-busy="true"]';

/** Options of `visitPage`. */
interface VisitOptions {
  readonly address: string;
  readonly look: Look;
  readonly size: Size;
  /** Who visits; nobody in particular where it is left out. */
  readonly login?: Login | undefined;
  /** The server does not answer: what the browser says about that is no fault. @default false */
  readonly isServerDown?: boolean;
}

/** A page that has all it will show. */
interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** The errors that the page wrote to the console or threw. */
  readonly complaints: readonly string[];
}

/** Opens a page with nothing remembered from another visit, and waits until it is drawn. */
export async function visitPage(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { address, look, size, isServerDown = false, login } = options;
  const context = await browser.newContext({
    locale: LOCALES[look.language],
    colorScheme: look.theme,
    timezoneId: 'America/Bogota',
    viewport: size,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(WAIT_MS);
  if (login !== undefined) await logIn(context, login);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    if (!(isServerDown && text.startsWith('Failed to load resource'))) complaints.push(text);
  });
  await page.goto(address);
  await page.locator('main').waitFor();
  if (!isServerDown) await page.locator('html:not([data-connection="connecting"])').waitFor();
  await waitUntilDrawn(page);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until nothing is loading and no element has come or gone for a while. */
export async function waitUntilDrawn(page: Page): Promise<void> {
  await page.waitForFunction((loading) => document.querySelector(loading) === null, LOADING);
  await page.evaluate(
    async ({ quietMs, waitMs }) => {
      const quiet = Promise.withResolvers<void>();
      let timer = setTimeout(quiet.resolve, quietMs);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(quiet.resolve, quietMs);
      });
      observer.observe(document.body, { childList: true, subtree: true });
      // A page that moves all the time is photographed while it moves.
      setTimeout(quiet.resolve, waitMs);
      await quiet.promise;
      observer.disconnect();
    },
    { quietMs: QUIET_MS, waitMs: 4 * QUIET_MS },
  );
}
