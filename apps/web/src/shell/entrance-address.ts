import { isRememberedDisplay } from '../session/remember-display.ts';

const PAGES = { unset: '/set-up', nobody: '/login', due: '/security' } as const;

/** The address of the page that lets in who is not in yet. It leads on to `next`. */
export function entranceAddress(kind: keyof typeof PAGES, next: string | undefined): string {
  if (kind === 'nobody' && isRememberedDisplay()) return '/display';
  const isLost = next === undefined || next === '/' || kind === 'unset';
  return isLost ? PAGES[kind] : `${PAGES[kind]}?next=${encodeURIComponent(next)}`;
}
