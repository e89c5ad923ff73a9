import { isLanguage } from '../i18n/language.ts';
import type { Language } from '../i18n/language.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['compact', 'normal', 'panel'] as const;
export const ZONES = ['browser', 'plant', 'utc'] as const;

type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];
/** The clock that times are written by: the computer's, the plant's, or UTC. */
type Zone = (typeof ZONES)[number];

/** How a person wants the console. Null leaves the choice to the browser or to the window. */
export interface Preferences {
  readonly language: Language | null;
  readonly zone: Zone;
  readonly theme: Theme;
  readonly density: Density | null;
  /** Whether single letters do something; off for those whose voice or hand types them unawares. */
  readonly letterKeys: boolean;
}

const DEFAULTS: Preferences = {
  language: null,
  zone: 'browser',
  theme: 'system',
  density: null,
  letterKeys: true,
};

const oneOf = <Value>(known: readonly Value[], value: unknown): Value | undefined =>
  known.find((one) => one === value);

/** Reads what was remembered, leaving out whatever makes no sense. */
export function readPreferences(text: string | null): Preferences {
  const raw = parsed(text);
  return {
    language: isLanguage(raw['language']) ? raw['language'] : null,
    zone: oneOf(ZONES, raw['zone']) ?? DEFAULTS.zone,
    theme: oneOf(THEMES, raw['theme']) ?? DEFAULTS.theme,
    density: oneOf(DENSITIES, raw['density']) ?? null,
    letterKeys: raw['letterKeys'] !== false,
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const raw: unknown = JSON.parse(text ?? '{}');
    return typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
