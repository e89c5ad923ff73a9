import type { Browser, Page } from 'playwright-core';
import { findAxeFaults } from './find-axe-faults.ts';
import { findLayoutFaults } from './find-layout-faults.ts';
import type { Login } from './log-in.ts';
import type { Look, Size, State, Visited } from './looks.ts';
import { visitPage, waitUntilDrawn } from './visit-page.ts';

// The widest and the narrowest: what axe-core sees is the same between them.
const AXE_WIDTHS: ReadonlySet<number> = new Set([1440, 375]);

/** One picture of a page. */
export interface Photograph {
  /** `full-1440x900-light-en` */
  readonly name: string;
  readonly state: State;
  readonly look: Look;
  readonly size: Size;
  /** PNG. */
  readonly picture: Buffer;
  /** The same with every number written as 0 and no curve: what differs here has another layout, colour or word. */
  readonly still: Buffer;
  readonly faults: readonly string[];
}

/** Options of `photograph`. */
interface PhotographOptions extends Visited {
  readonly address: string;
  readonly login: Login | undefined;
  /** Selector of the thing to press when the page is there. */
  readonly pressed: string | null;
}

/** Photographs a page in each size, and looks for what does not fit, what axe-core finds and what the browser complains about. */
export async function photograph(
  browser: Browser,
  { address, state, look, sizes, login, pressed }: PhotographOptions,
): Promise<readonly Photograph[]> {
  const isServerDown = state === 'failed';
  await using visit = await visitPage(browser, {
    address,
    look,
    size: sizes[0],
    isServerDown,
    login,
  });
  const { page, complaints } = visit;
  if (pressed !== null) await page.locator(pressed).first().click();
  const taken: Omit<Photograph, 'still'>[] = [];
  for (const size of sizes) {
    await resize(page, size);
    const faults = await page.evaluate(findLayoutFaults);
    if (AXE_WIDTHS.has(size.width)) faults.push(...(await findAxeFaults(page)));
    const name = [state, `${size.width}x${size.height}`, look.theme, look.language].join('-');
    taken.push({ name, state, look, size, picture: await page.screenshot(), faults });
  }
  await makeStill(page);
  const photographs: Photograph[] = [];
  for (const [i, one] of taken.entries()) {
    await resize(page, one.size);
    const heard = i === 0 ? complaints : [];
    photographs.push({ ...one, still: await page.screenshot(), faults: [...one.faults, ...heard] });
  }
  return photographs;
}

async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await waitUntilDrawn(page);
}

/** Writes every number as 0, now and whenever it changes, and hides what stands where a value puts it. */
async function makeStill(page: Page): Promise<void> {
  await page.evaluate(() => {
    // A style element is refused by the content security policy; a sheet that a script makes is none.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.recharts-surface, .range-bar span, .quality-shape { visibility: hidden }');
    document.adoptedStyleSheets.push(sheet);
    const still = (node: Node): void => {
      if (node instanceof Text) {
        const text = node.data.replaceAll(/[-−]?\d+(?:[.,:\s]\d+)*/g, '0');
        if (text !== node.data) node.data = text;
      }
      for (const child of node.childNodes) still(child);
    };
    still(document.body);
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        still(target);
        for (const node of addedNodes) still(node);
      }
    }).observe(document.body, { characterData: true, childList: true, subtree: true });
  });
}
