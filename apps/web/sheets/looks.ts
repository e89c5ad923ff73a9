/** The windows of a control room, a panel and a phone, in CSS pixels. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 375, height: 812 },
] as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const THEMES = ['light', 'dark'] as const;

/** The languages with a locale that the browser asks for. */
export const LOCALES = { en: 'en-GB', es: 'es-ES' } as const;

/** States of a page: with a plant behind it, without a tag, and without a server that answers. */
const STATES = ['full', 'empty', 'failed'] as const;

export type State = (typeof STATES)[number];

/** How a page is looked at, apart from the size of its window. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly language: keyof typeof LOCALES;
}

export const LOOKS: readonly Look[] = THEMES.flatMap((theme) =>
  (['en', 'es'] as const).map((language) => ({ theme, language })),
);

/** A visit of a page: photographed in each of its sizes. */
export interface Visited {
  readonly state: State;
  readonly look: Look;
  readonly sizes: readonly [Size, ...Size[]];
}

/** All that a page can look like. */
export const ALL_VISITS: readonly Visited[] = STATES.flatMap((state) =>
  LOOKS.map((look) => ({ state, look, sizes: SIZES })),
);

const [ROOM, PANEL] = SIZES;
// As high as a phone is after some scrolling.
const PHONE = { width: 375, height: 1_600 };

/** Each size, theme, language and state once: a glance, for whoever works on a page. */
export const FEW_VISITS: readonly Visited[] = [
  { state: 'full', look: { theme: 'light', language: 'en' }, sizes: [ROOM] },
  { state: 'full', look: { theme: 'dark', language: 'es' }, sizes: [PHONE] },
  { state: 'empty', look: { theme: 'light', language: 'es' }, sizes: [PANEL] },
  { state: 'failed', look: { theme: 'dark', language: 'en' }, sizes: [PHONE] },
];
