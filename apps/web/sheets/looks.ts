/** The windows of a control room, a panel and a phone, in CSS pixels. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 375, height: 812 },
] as const;

export type Size = (typeof SIZES)[number];

const THEMES = ['light', 'dark'] as const;

/** The languages with a locale that the browser asks for. */
export const LOCALES = { en: 'en-GB', es: 'es-ES' } as const;

/** States of a page: with a plant behind it, without a tag, and without a server that answers. */
export const STATES = ['full', 'empty', 'failed'] as const;

export type State = (typeof STATES)[number];

/** How a page is looked at, apart from the size of its window. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly language: keyof typeof LOCALES;
}

export const LOOKS: readonly Look[] = THEMES.flatMap((theme) =>
  (['en', 'es'] as const).map((language) => ({ theme, language })),
);
