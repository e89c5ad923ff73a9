import { searchTagsInput, tagChildrenInput, type Tag } from '@varve/contract';
import { describe, expect, test } from 'vitest';
import { listChildren } from '../../../src/features/tags/list-children.ts';
import { searchTags, type SearchedTags } from '../../../src/features/tags/search-tags.ts';

const tagOf = (id: number, name: string, rest: Partial<Tag> = {}): Tag => ({
  id,
  name,
  description: '',
  unit: '',
  dataType: 'analog',
  states: [],
  interpolation: 'linear',
  rangeLow: null,
  rangeHigh: null,
  source: 'pad',
  ...rest,
});
const TAGS = [
  tagOf(1, 'pad/well-10/thp', { description: 'Presión de cabeza', unit: 'psi' }),
  tagOf(2, 'pad/well-2/thp', { description: 'Presión de cabeza', unit: 'psi' }),
  tagOf(3, 'pad/well-2/thp/raw', { unit: 'psi' }),
  tagOf(4, 'pad/Well-2/state', { dataType: 'digital', source: 'rig' }),
  tagOf(5, 'flare', { description: 'Fackel groß' }),
  tagOf(6, 'pad/well-002/thp', { dataType: 'text' }),
];
const ALL: SearchedTags = { tags: TAGS, has: () => true };

const found = async (given: object, searched = ALL): Promise<string[]> =>
  (await searchTags(searched, searchTagsInput.parse(given))).tags.map(({ name }) => name);
async function allPages(searched: SearchedTags, given: object): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchTags(searched, searchTagsInput.parse({ ...given, cursor }));
    names.push(...page.tags.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return names;
}

const branches = (given: object, searched = ALL) =>
  listChildren(searched, tagChildrenInput.parse(given)).branches;

describe('a search for tags', () => {
  test('gives all of them by name, well-2 before well-10', async () => {
    expect(await found({})).toEqual([
      'flare',
      'pad/Well-2/state',
      'pad/well-002/thp',
      'pad/well-2/thp',
      'pad/well-2/thp/raw',
      'pad/well-10/thp',
    ]);
  });

  test('finds words in any order, as parts of name or description, whatever their case and accents', async () => {
    expect(await found({ text: 'PRESION well-10' })).toEqual(['pad/well-10/thp']);
    expect(await found({ text: 'raw presión' })).toEqual([]);
    expect(await found({ text: 'fack  FLA' })).toEqual(['flare']);
  });

  test('is narrowed by prefix, source, unit and data type', async () => {
    expect(await found({ prefix: 'pad/well-2/' })).toEqual([
      'pad/well-2/thp',
      'pad/well-2/thp/raw',
    ]);
    expect(await found({ source: 'rig' })).toEqual(['pad/Well-2/state']);
    expect(await found({ unit: 'psi', text: 'raw' })).toEqual(['pad/well-2/thp/raw']);
    expect(await found({ dataTypes: ['digital', 'text'] })).toEqual([
      'pad/Well-2/state',
      'pad/well-002/thp',
    ]);
  });

  test('comes in pages that leave nothing out and give nothing twice, also when a tag has gone', async () => {
    const names = await allPages(ALL, { limit: 2 });
    expect(names).toEqual(await found({}));
    const { nextCursor } = await searchTags(ALL, searchTagsInput.parse({ limit: 2 }));
    const rest = { tags: TAGS.filter(({ id }) => id !== 6), has: () => true };
    expect(await found({ cursor: nextCursor }, rest)).toEqual((await found({})).slice(3));
  });

  test('refuses a cursor that is none', async () => {
    await expect(found({ cursor: 'x' })).rejects.toThrow('the cursor is not of this list');
  });

  test('knows nothing of a tag that is out of scope', async () => {
    expect(await found({}, { tags: TAGS, has: (id) => id === 5 })).toEqual(['flare']);
  });
});

describe('a search among many tags', () => {
  // Words that are common, rare, at the edges of entries and of the list, and none.
  const many = Array.from({ length: 3_000 }, (_, i) =>
    tagOf(i + 1, `area-${i % 7}/tag-${i}`, { description: i % 1_000 === 0 ? 'rare end' : 'end' }),
  );

  test.each(['', 'end', 'area-3 rare', 'rare end area', '2999', 'tag-0', 'end area', 'x'])(
    'finds for "%s" what looking at each tag finds',
    async (text) => {
      const names = await allPages({ tags: many, has: () => true }, { text, limit: 200 });
      const slow = many.filter(({ name, description }) =>
        text.split(' ').every((word) => `${name} ${description}`.includes(word)),
      );
      expect(names.toSorted()).toEqual(slow.map(({ name }) => name).toSorted());
    },
  );
});

describe('the tree of tags', () => {
  test('has tags and branches at its root, with how many tags lie below', () => {
    expect(branches({})).toEqual([
      { name: 'flare', path: 'flare', tagId: 5, tagCount: 0 },
      { name: 'pad', path: 'pad', tagId: null, tagCount: 5 },
    ]);
  });

  test('has a place that is a tag and a branch at once', () => {
    expect(branches({ prefix: 'pad/well-2' })).toEqual([
      { name: 'thp', path: 'pad/well-2/thp', tagId: 2, tagCount: 1 },
    ]);
  });

  test('comes in pages, and counts only what is in scope', () => {
    const searched = { tags: TAGS, has: (id: number) => id !== 4 };
    const first = listChildren(searched, tagChildrenInput.parse({ prefix: 'pad', limit: 2 }));
    const second = listChildren(
      searched,
      tagChildrenInput.parse({ prefix: 'pad', limit: 2, cursor: first.nextCursor! }),
    );
    expect([...first.branches, ...second.branches].map(({ name }) => name)).toEqual([
      'well-002',
      'well-2',
      'well-10',
    ]);
    expect(second.nextCursor).toBeNull();
  });
});
