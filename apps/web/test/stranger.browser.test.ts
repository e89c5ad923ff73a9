import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../test/requirement.ts';
import { demoLogin, type Login } from '../sheets/log-in.ts';
import type { NavEntry } from '../src/session/nav-entry.ts';
import { navigation } from '../src/shell/navigation.ts';
import { wordsEn } from '../src/shell/words.en.ts';
import { press, typeInto } from './support/keyboard.ts';
import { startChromium } from './support/start-chromium.ts';
import { startDemo, type Demo } from './support/start-demo.ts';

describe('a stranger at the demo, with what it printed and by keys alone', needs(chromium), () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  const enter = async ({ home, username, password }: Login): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(home);
    await typeInto(page, page.getByLabel('User name'), username);
    await typeInto(page, page.getByLabel('Password', { exact: true }), password);
    await page.keyboard.press('Enter');
    await page.getByTestId('live-value').first().waitFor();
    return page;
  };
  /** Waits until an entry's own page has come, with the focus on it. */
  const hasCome = async (page: Page, { to }: NavEntry): Promise<void> => {
    await page.waitForURL((url) => url.pathname === to);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
    const { forbiddenTitle, failedTitle, unknownTitle } = wordsEn;
    const title = await page.locator('main h1').textContent();
    expect([forbiddenTitle, failedTitle, unknownTitle, ''], to).not.toContain(title);
  };

  test.each(['admin', 'engineer', 'operator', 'viewer'])(
    '%s reaches every page by the rail and by the palette, and no other is offered',
    async (username) => {
      const page = await enter(await demoLogin(demo.process, username));
      const permissions = await permissionsOf(page);
      const allowed = navigation.filter(
        ({ permission }) => permission === null || permissions.includes(permission),
      );
      const inRail = allowed.filter(({ group, isTab }) => group !== 'person' && !isTab);
      const rail = page.getByRole('navigation', { name: wordsEn.nav.label });
      const offered = await rail
        .locator('a:not(.brand)')
        .evaluateAll((links) =>
          links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
        );
      expect(offered.toSorted()).toEqual(inRail.map(({ to }) => to).toSorted());
      // The page that is shown comes last: a link to it leads nowhere else.
      for (const entry of inRail.toReversed()) {
        const { group, label } = entry as { group: keyof typeof wordsEn.groups } & NavEntry;
        const isAlone = inRail.filter((other) => other.group === group).length === 1;
        const heading = rail.getByRole('button', { name: wordsEn.groups[group], exact: true });
        // Back from the page, over the bar at the top.
        if (!isAlone) await press(page, heading, 'Shift+Tab');
        const link = rail.getByRole('link', { name: label.en, exact: true });
        await press(page, link, isAlone ? 'Shift+Tab' : 'Tab');
        await hasCome(page, entry);
      }
      for (const entry of allowed.toReversed()) {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: wordsEn.palette.field }).waitFor();
        await page.keyboard.type(entry.label.en);
        await chooseLine(page, entry.label.en);
        await hasCome(page, entry);
      }
    },
  );

  // Stays the last: the demo of the other tests is killed.
  test('is told that the server was killed, sees that values are old, and goes on with the next', async () => {
    const page = await enter(await demoLogin(demo.process, 'viewer'));
    await page.keyboard.press('/');
    await page.keyboard.type('rig/hook-load');
    const value = page.locator('[data-tag="rig/hook-load"]').getByTestId('live-value');
    const style = (): Promise<string> =>
      value.evaluate((element) => getComputedStyle(element).fontStyle);
    await expect.poll(() => value.textContent()).toMatch(/\d/);
    expect(await style()).toBe('normal');
    await demo.kill();
    const banner = page.getByTestId('connection-banner');
    await banner.getByText('No connection').waitFor();
    await expect.poll(style).toBe('italic');
    const last = await value.textContent();
    demo.restart();
    await demo.process.printed(/log in at/);
    await banner.getByText('No connection').waitFor({ state: 'detached' });
    await expect.poll(style).toBe('normal');
    await expect.poll(() => value.textContent()).toMatch(/\d/);
    await expect.poll(() => value.textContent()).not.toBe(last);
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

/** Moves to a line of the palette by the arrow, and goes where it leads. */
async function chooseLine(page: Page, name: string): Promise<void> {
  // A list on the page below has options too.
  const lines = page.getByRole('dialog').getByRole('option');
  const chosen = page.locator('[role="option"][aria-selected="true"] > :first-child');
  await lines.first().waitFor();
  for (let pressed = await lines.count(); pressed >= 0; pressed--) {
    if ((await chosen.textContent()) === name) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the palette does not lead to ${name}`);
}

/** The rights of whoever is logged in, by the server's word. */
async function permissionsOf(page: Page): Promise<readonly string[]> {
  const answer = await page.evaluate(async () => (await fetch('/trpc/session.me')).json());
  return (answer as { result: { data: { permissions: string[] } } }).result.data.permissions;
}
