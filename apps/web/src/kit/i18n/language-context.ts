import { createContext, use } from 'react';
import type { Formats } from '../format/formats.ts';
import type { Language } from './language.ts';

interface LanguageContextValue {
  readonly language: Language;
  readonly chooseLanguage: (language: Language) => void;
  readonly formats: Formats;
}

export const LanguageContext = createContext<LanguageContextValue | null>(null);

export function useLanguage(): LanguageContextValue {
  const value = use(LanguageContext);
  if (value === null) throw new Error('useLanguage is used outside of LanguageProvider');
  return value;
}
