import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { createFormats } from '../format/formats.ts';
import { LanguageContext } from './language-context.ts';
import { initialLanguage, localeOf } from './language.ts';
import type { Language } from './language.ts';

const STORAGE_KEY = 'varve.language';

/** Storage may be forbidden (private windows, policies): then the choice lasts as long as the page. */
function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    return; // Same as above: nothing is lost but the memory.
  }
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    initialLanguage(rememberedLanguage(), navigator.languages),
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      chooseLanguage: (chosen: Language) => {
        rememberLanguage(chosen);
        setLanguage(chosen);
      },
      formats: createFormats(localeOf(language, navigator.languages)),
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
