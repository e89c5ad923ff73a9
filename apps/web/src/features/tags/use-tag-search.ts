import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TagView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';

const FOUND_MAX = 20;
const NONE: readonly TagView[] = [];

/** A search for tags, and how far it is. */
export interface TagSearch {
  /** Until the server has answered, those of the text before. */
  readonly tags: readonly TagView[];
  readonly state: 'found' | 'searching' | 'failed';
}

/** The first tags with a curve that have every word of a text, by name; none without a text. */
export function useTagSearch(text: string): TagSearch {
  const asked = text.trim();
  const { data, isFetching, isError } = useQuery(
    trpc.tags.search.queryOptions(
      { text: asked, dataTypes: ['analog', 'digital', 'counter'], limit: FOUND_MAX },
      { enabled: asked !== '', placeholderData: keepPreviousData },
    ),
  );
  if (asked === '') return { tags: NONE, state: 'found' };
  const settled = isError ? 'failed' : 'found';
  return { tags: data?.tags ?? NONE, state: isFetching ? 'searching' : settled };
}
