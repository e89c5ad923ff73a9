import { createContext, use, useSyncExternalStore } from 'react';
import { useMedia } from '../ui/use-media.ts';
import type { Density, Preferences } from './preferences.ts';
import type { PreferencesStore } from './preferences-store.ts';

interface PreferencesContextValue {
  readonly store: PreferencesStore;
  /** IANA name of the plant's time zone; null while nobody has said it. */
  readonly plantTimeZone: string | null;
}

export const PreferencesContext = createContext<PreferencesContextValue | null>(null);

/** The preferences, the way to change them, and the density that the window has now. */
export function usePreferences() {
  const value = use(PreferencesContext);
  if (value === null) throw new Error('usePreferences is used outside of PreferencesProvider');
  const { store, plantTimeZone } = value;
  const preferences: Preferences = useSyncExternalStore(store.subscribe, store.get);
  // A panel on a wall: fingers, and more room than a phone has.
  const isTouched = useMedia('(pointer: coarse) and (min-width: 900px)');
  const density: Density = preferences.density ?? (isTouched ? 'panel' : 'normal');
  return { preferences, change: store.change, plantTimeZone, density };
}
