import { useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { useOnReconnect } from '../../api/connection/use-on-reconnect.ts';
import type { TagView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';

const RETRY_MS = 3_000;
const RENEW_MS = 60_000;

/** The tags of the house; asked for again soon after a failure, with a new connection, and now and then for new ones. */
export function useTagList() {
  const query = useQuery({
    queryKey: trpc.tags.list.queryKey(),
    queryFn: ({ signal }) => listAllTags(signal),
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : RENEW_MS),
  });
  useOnReconnect(query.refetch);
  return query;
}

async function listAllTags(signal: AbortSignal): Promise<readonly TagView[]> {
  const tags: TagView[] = [];
  for (let cursor: number | null | undefined; cursor !== null;) {
    const page = await client.tags.list.query({ cursor }, { signal });
    tags.push(...page.tags);
    cursor = page.nextCursor;
  }
  return tags;
}
