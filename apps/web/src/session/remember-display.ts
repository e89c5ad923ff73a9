const KEY = 'varve-display';

/** Remembers whether this browser is a screen on a wall: when its session is over, it shows a code again, and no form that nobody fills in. */
export function rememberDisplay(isDisplay: boolean): void {
  if (isDisplay) localStorage.setItem(KEY, 'yes');
  else localStorage.removeItem(KEY);
}

export function isRememberedDisplay(): boolean {
  return localStorage.getItem(KEY) !== null;
}
