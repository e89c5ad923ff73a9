import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { BrowserContext, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { startChromium } from './start-chromium.ts';

const ROOT = fileURLToPath(new URL('../kit-page/', import.meta.url));

/** Options of a visit. */
interface VisitOptions {
  readonly locale?: string;
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
}

/** A page with the parts of the kit, and a browser that visits it. */
export interface KitPage extends AsyncDisposable {
  /** With a slash at its end. */
  readonly address: string;
  /** Opens a part with nothing remembered from another visit. */
  readonly visit: (part: string, options?: VisitOptions) => Promise<Page>;
  readonly closeVisits: () => Promise<void>;
}

/** Builds the kit with the page of its tests as the console is built, and serves it on loopback. */
export async function startKitPage(): Promise<KitPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'varve-kit-'));
  const config = { configFile: false, logLevel: 'error', root: ROOT } as const;
  await build({ ...config, plugins: [react()], build: { outDir, emptyOutDir: true } });
  const server = await preview({
    ...config,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.resolvedUrls!.local[0]!;
  const browser = await startChromium();
  const contexts: BrowserContext[] = [];
  return {
    address,
    visit: async (part, { locale = 'en-GB', width = 1280, theme = 'light' } = {}) => {
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ locale, viewport, colorScheme: theme });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(new URL(part, address).href);
      await page.locator('main').waitFor();
      return page;
    },
    closeVisits: async () => {
      for (const context of contexts.splice(0)) await context.close();
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** The name of the element that has the focus: of a field in its form, else what a screen reader says. */
export async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { readonly name?: string };
    return element.name || (element.ariaLabel ?? element.textContent);
  });
}
