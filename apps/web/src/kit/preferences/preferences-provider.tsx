import { useLayoutEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { createFormats } from '../format/formats.ts';
import { LanguageContext } from '../i18n/language-context.ts';
import { initialLanguage, localeOf } from '../i18n/language.ts';
import type { Language } from '../i18n/language.ts';
import { PreferencesContext, usePreferences } from './preferences-context.ts';
import { createPreferencesStore } from './preferences-store.ts';

interface PreferencesProviderProps {
  /** IANA name of the plant's time zone; null offers the browser's and UTC only. @default null */
  readonly plantTimeZone?: string | null;
  /** The language that the person chose elsewhere, for where they have chosen none in this browser. @default null */
  readonly personLanguage?: Language | null;
  readonly children: ReactNode;
}

/** Gives the pages the person's preferences, and their language with its formats; marks the document with theme, density and language. */
export function PreferencesProvider(props: PreferencesProviderProps) {
  const { plantTimeZone = null, personLanguage = null, children } = props;
  const [store] = useState(createPreferencesStore);
  const value = useMemo(() => ({ store, plantTimeZone }), [store, plantTimeZone]);
  return (
    <PreferencesContext value={value}>
      <PreferredLanguage personLanguage={personLanguage}>{children}</PreferredLanguage>
    </PreferencesContext>
  );
}

interface PreferredLanguageProps {
  readonly personLanguage: Language | null;
  readonly children: ReactNode;
}

function PreferredLanguage({ personLanguage, children }: PreferredLanguageProps) {
  const { preferences, change, plantTimeZone, density } = usePreferences();
  const { theme, zone } = preferences;
  const language = initialLanguage(preferences.language ?? personLanguage, navigator.languages);
  const timeZone = zone === 'utc' ? 'UTC' : zone === 'plant' ? plantTimeZone : null;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset['density'] = density;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [language, density, theme]);
  const value = useMemo(
    () => ({
      language,
      chooseLanguage: (chosen: typeof language) => {
        change({ language: chosen });
      },
      formats: createFormats(localeOf(language, navigator.languages), timeZone ?? undefined),
    }),
    [language, change, timeZone],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
