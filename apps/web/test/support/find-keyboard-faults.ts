import type { Page } from 'playwright-core';

// Rows of a list are reached by arrow keys: a list has any number of them.
const PRESSABLE = [
  'a[href]',
  'button:enabled',
  'input:enabled',
  'select',
  'summary',
  '[tabindex="0"]',
]
  .map((selector) => `${selector}:not(.tag-rows *)`)
  .join(', ');

/** Presses Tab from the top of a page until everything has had its turn. @returns what was not reached, or not seen to have the focus */
export async function findKeyboardFaults(page: Page): Promise<string[]> {
  const count = await page.evaluate((pressable) => {
    const all = [...document.querySelectorAll<HTMLElement>(pressable)];
    const shown = all.filter((element) => element.checkVisibility());
    for (const [place, element] of shown.entries()) element.dataset['tabPlace'] = String(place);
    (document.activeElement as HTMLElement | null)?.blur();
    return shown.length;
  }, PRESSABLE);
  const faults: string[] = [];
  const reached = new Set<string>();
  for (let pressed = 0; pressed < count; pressed++) {
    await page.keyboard.press('Tab');
    const { place, name, isSeen } = await page.evaluate(async () => {
      // The skip link moves in when it gets the focus: it is drawn a frame later.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const element = document.activeElement as HTMLElement;
      const { outlineStyle } = getComputedStyle(element);
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      return {
        place: element.dataset['tabPlace'],
        name: `${element.tagName.toLowerCase()} ${element.ariaLabel ?? element.textContent.slice(0, 30)}`,
        isSeen: isInside && outlineStyle !== 'none',
      };
    });
    if (place !== undefined) reached.add(place);
    if (!isSeen) faults.push(`nobody sees that ${name} has the focus`);
  }
  const missed = await page.evaluate(
    (places) =>
      [...document.querySelectorAll<HTMLElement>('[data-tab-place]')]
        .filter((element) => !places.includes(element.dataset['tabPlace']!))
        .map((element) => element.ariaLabel ?? element.textContent.slice(0, 30)),
    [...reached],
  );
  return [...faults, ...missed.map((name) => `Tab does not reach ${name}`)];
}
