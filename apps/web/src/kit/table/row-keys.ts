import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Moves the focus from the link of a row to that of another. Inside a control a key is the control's. */
export function rowKeys(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const target = event.target as HTMLElement;
  if (step === undefined || target.dataset['rowTarget'] === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-target]')];
  event.preventDefault();
  links[step(links.indexOf(target), links.length)]?.focus();
}
