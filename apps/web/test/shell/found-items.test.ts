import { describe, expect, test } from 'vitest';
import { foundItems } from '../../src/shell/palette/found-items.ts';
import type { PaletteItem } from '../../src/shell/palette/palette-item.ts';

const item = (kind: PaletteItem['kind'], name: string, description = ''): PaletteItem => ({
  key: name,
  kind,
  name,
  description,
  run: () => undefined,
});
const TAGS = Array.from({ length: 20 }, (_, i) => item('tag', `well-${i}/thp`, 'Presión'));
const ITEMS = [item('preference', 'Dark', 'Theme'), ...TAGS, item('page', 'Trends', 'Operate')];

describe('the palette', () => {
  test('offers pages and preferences before a word is typed, and no tag', () => {
    expect(foundItems(ITEMS, ' ').map(({ name }) => name)).toEqual(['Trends', 'Dark']);
  });

  test('finds by name and description, without accents, a few of a kind', () => {
    expect(foundItems(ITEMS, 'presion')).toHaveLength(8);
    expect(foundItems(ITEMS, '7 presion').map(({ name }) => name)).toEqual([
      'well-7/thp',
      'well-17/thp',
    ]);
    expect(foundItems(ITEMS, 'theme').map(({ name }) => name)).toEqual(['Dark']);
  });
});
