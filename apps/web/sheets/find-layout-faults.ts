/**
 * Finds what does not fit on a page: a page that scrolls sideways, and text that is cut off where no ellipsis says so. Runs in the browser,
 * so it stands alone.
 */
export function findLayoutFaults(): string[] {
  const SLACK = 1;
  const faults = new Set<string>();
  const nameOf = (element: Element): string => {
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    return `${element.tagName.toLowerCase()}${classes}`;
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + SLACK) {
    faults.add(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX } = getComputedStyle(element);
    const scrolls = overflowX === 'auto' || overflowX === 'scroll';
    if (scrolls && element.scrollWidth > element.clientWidth + SLACK) {
      faults.add(
        `${nameOf(element)} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}`,
      );
    }
  }

  /** The first ancestor that cuts a text off at its right or left edge. */
  const cutBy = (text: Text, box: DOMRect): Element | 'window' | null => {
    for (let at = text.parentElement; at !== null && at !== root; at = at.parentElement) {
      const style = getComputedStyle(at);
      const isHidden = style.clipPath !== 'none' || style.visibility === 'hidden';
      if (isHidden) return null;
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') {
        // Nobody scrolls to what lies before the beginning.
        return at.scrollLeft === 0 && box.left < at.getBoundingClientRect().left - SLACK
          ? at
          : null;
      }
      if (style.overflowX === 'visible') continue;
      if (style.textOverflow === 'ellipsis') return null;
      const edge = at.getBoundingClientRect();
      if (box.right > edge.right + SLACK || box.left < edge.left - SLACK) return at;
    }
    return box.right > root.clientWidth + SLACK ? 'window' : null;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.trim() === '' || text.parentElement?.closest('script, noscript, option'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      const by = cutBy(text, box);
      if (by === null) continue;
      const where = by === 'window' ? 'the edge of the window' : nameOf(by);
      faults.add(`“${text.data.trim()}” in ${nameOf(text.parentElement!)} is cut off by ${where}`);
    }
  }
  for (const field of document.querySelectorAll('input')) {
    if (field.scrollWidth > field.clientWidth + SLACK) {
      faults.add(`“${field.value || field.placeholder}” does not fit in ${nameOf(field)}`);
    }
  }
  return [...faults];
}
