import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

/** A list that the server gives page by page. */
interface PagedList<Answer> {
  /** tRPC's key of the question, without a cursor. */
  readonly queryKey: readonly unknown[];
  /** Asks for a page: the first where no cursor is given. */
  readonly read: (
    page: { readonly cursor?: string },
    options: { readonly signal: AbortSignal },
  ) => Promise<Answer>;
  /** How long what was read so far holds; without it the list is not asked for again by itself. */
  readonly everyMs?: (answers: readonly Answer[]) => number;
}

/** Asks for a list page by page. What was there stays to be seen while another question is answered. */
export function usePages<Answer extends { readonly nextCursor: string | null }>({
  queryKey,
  read,
  everyMs,
}: PagedList<Answer>) {
  return useInfiniteQuery({
    // tRPC's own options would send a direction, which the contract does not know.
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      read(pageParam === '' ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => everyMs?.(data?.pages ?? []) ?? false,
  });
}
