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
    // Tab goes on from where the focus was last: that is the top now, whatever was pressed before.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    return shown.length;
  }, PRESSABLE);
  const faults: string[] = [];
  const reached = new Set<string>();
  // A list has a stop or two of its own.
  for (let pressed = 0; reached.size < count && pressed < 2 * count + 10; pressed++) {
    await page.keyboard.press('Tab');
    const { place, name, isSeen } = await page.evaluate(async () => {
      // The skip link moves in when it gets the focus: it is drawn a frame later.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const element = document.activeElement as HTMLElement;
      // A link that covers its row draws the outline around the row, a field with a button or a unit around both.
      const frame = element.closest('.input-unit, .input-with-button') ?? element;
      const isOutlined = [
        getComputedStyle(element),
        getComputedStyle(element, '::after'),
        getComputedStyle(frame),
      ].some(({ outlineStyle }) => outlineStyle !== 'none');
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      return {
        place: element.dataset['tabPlace'],
        name: `${element.tagName.toLowerCase()} ${element.ariaLabel ?? element.textContent.slice(0, 30)}`,
        isSeen: isInside && isOutlined,
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
