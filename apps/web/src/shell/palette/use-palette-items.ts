import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTagSearch, type TagSearch } from '../../features/tags/index.ts';
import { link as trendLink } from '../../features/trends/link.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { LANGUAGES, LANGUAGE_NAMES } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { usePreferences } from '../../kit/preferences/preferences-context.ts';
import { DENSITIES, THEMES, ZONES } from '../../kit/preferences/preferences.ts';
import type { Preferences } from '../../kit/preferences/preferences.ts';
import { useMay } from '../../session/session-context.ts';
import { shellWords } from '../shell-words.ts';
import { useNavEntries } from '../use-nav-groups.ts';
import type { PaletteItem } from './palette-item.ts';

interface PaletteItems {
  readonly items: readonly PaletteItem[];
  /** State of the search for tags. */
  readonly state: TagSearch['state'];
}

/** Lines that the palette offers: the pages that the person may use, the tags that a text finds, and the preferences. */
export function usePaletteItems(text: string): PaletteItems {
  const pages = usePages();
  const { tags, state } = useTags(text);
  const preferences = usePreferenceItems();
  const items = useMemo(() => [...pages, ...tags, ...preferences], [pages, tags, preferences]);
  return { items, state };
}

function usePages(): readonly PaletteItem[] {
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { groups } = useWords(shellWords);
  return useNavEntries().map(({ to, label, group }) => ({
    key: to,
    kind: 'page' as const,
    name: label[language],
    description: group === 'person' ? '' : groups[group],
    run: () => void navigate({ to }),
  }));
}

function useTags(text: string): {
  readonly tags: readonly PaletteItem[];
  readonly state: TagSearch['state'];
} {
  const navigate = useNavigate();
  const may = useMay();
  // A tag leads to its trend.
  const isAllowed = may('tags.read') && may('trends.read');
  const { tags, state } = useTagSearch(isAllowed ? text : '');
  const items = useMemo(
    () =>
      tags.map(({ id, name, description }) => ({
        key: `tag-${id}`,
        kind: 'tag' as const,
        name,
        description,
        run: () => void navigate(trendLink([id])),
      })),
    [tags, navigate],
  );
  return { tags: items, state };
}

function usePreferenceItems(): readonly PaletteItem[] {
  const words = useWords(shellWords).preferences;
  const { change, plantTimeZone } = usePreferences();
  return useMemo(() => {
    const item = (name: string, description: string, part: Partial<Preferences>): PaletteItem => ({
      key: `${name} ${description}`,
      kind: 'preference',
      name: description,
      description: name,
      run: () => {
        change(part);
      },
    });
    const zones = ZONES.filter((zone) => zone !== 'plant' || plantTimeZone !== null);
    return [
      ...LANGUAGES.map((language) => item(words.language, LANGUAGE_NAMES[language], { language })),
      ...THEMES.map((theme) => item(words.theme, words.themes[theme], { theme })),
      ...DENSITIES.map((density) => item(words.density, words.densities[density], { density })),
      ...zones.map((zone) => item(words.zone, words.zones[zone], { zone })),
    ];
  }, [words, change, plantTimeZone]);
}
