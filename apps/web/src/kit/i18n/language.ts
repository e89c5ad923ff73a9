export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language calls itself: somebody who reads only that one must find it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** The languages as a field offers them. */
export const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** Picks the language: what was chosen before, else the first one the browser asks for that we speak. */
export function initialLanguage(
  remembered: string | null,
  browserLanguages: readonly string[],
): Language {
  if (isLanguage(remembered)) return remembered;
  const spoken = browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find(isLanguage) ?? 'en';
}

/**
 * The locale of numbers and times: the browser's own region of the chosen language where it has one
 * (`es-MX` writes 1.5 where `es-ES` writes 1,5), else the language alone.
 */
export function localeOf(language: Language, browserLanguages: readonly string[]): string {
  const regional = browserLanguages.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? language;
}
