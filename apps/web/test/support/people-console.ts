import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../../../../test/log-in-as.ts';
import {
  startPeopleServer,
  type PeopleServer,
} from '../../../server/test/support/people-server.ts';
import { logIn } from '../../sheets/log-in.ts';
import { startChromium } from './start-chromium.ts';

const CONSOLE = fileURLToPath(new URL('../../dist/', import.meta.url));

/** How a page is looked at. */
interface Looks {
  /** @default 'en-GB' */
  readonly locale?: string;
  /** @default 1280 */
  readonly width?: number;
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark';
  /** A built-in role; its user is called after it. Null is a stranger. @default 'admin' */
  readonly role?: string | null;
}

/** A server with people, and its console in a browser. */
export interface PeopleConsole extends AsyncDisposable {
  readonly server: PeopleServer;
  /** Opens a page as a user of a built-in role, whom `server.callerAs` has made, or as a stranger. */
  visit(path: string, looks?: Looks): Promise<Page>;
  /** Closes the pages that were opened. */
  closePages(): Promise<void>;
}

/**
 * Starts both. The admin is there.
 *
 * @param options - private networks that the server may send to
 */
export async function startPeopleConsole(
  options: { readonly networks?: readonly string[] } = {},
): Promise<PeopleConsole> {
  await using started = new AsyncDisposableStack();
  const server = started.use(await startPeopleServer({ ...options, consoleFolder: CONSOLE }));
  await server.callerAs('admin');
  const browser = started.adopt(await startChromium(), (one) => one.close());
  const running = started.move();
  const home = `${server.address}/`;
  return {
    server,
    async visit(path, looks = {}) {
      const { locale = 'en-GB', width = 1280, colorScheme = 'light', role = 'admin' } = looks;
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ locale, colorScheme, viewport });
      if (role !== null) await logIn(context, { home, username: role, password: PASSWORD });
      const page = await context.newPage();
      await page.goto(server.address + path);
      await page.locator('main').waitFor();
      return page;
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
