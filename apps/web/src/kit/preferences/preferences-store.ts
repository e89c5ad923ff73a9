import { readPreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';

const STORAGE_KEY = 'varve.preferences';

/** Keeps the preferences of this browser, in all its windows. */
export interface PreferencesStore {
  readonly get: () => Preferences;
  readonly change: (part: Partial<Preferences>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes the store. Storage may be forbidden (private windows, policies): then a choice lasts as long as the page. */
export function createPreferencesStore(): PreferencesStore {
  const listeners = new Set<() => void>();
  let current = readPreferences(remembered());

  const put = (next: Preferences): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  // Another window of this browser has chosen.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === STORAGE_KEY) put(readPreferences(newValue));
  });
  return {
    get: () => current,
    change: (part) => {
      put({ ...current, ...part });
      remember(current);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function remember(preferences: Preferences): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    return; // Nothing is lost but the memory.
  }
}
