import { useQuery } from '@tanstack/react-query';
import { client, trpc } from '../../api/client.ts';
import type { TagView } from '../../api/contract.ts';

const RETRY_MS = 3_000;
const RENEW_MS = 60_000;

/** The tags of the house; asked for again soon after a failure, and now and then for new ones. */
export function useTagList() {
  return useQuery({
    queryKey: trpc.tags.list.queryKey(),
    queryFn: ({ signal }) => listAllTags(signal),
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MS : RENEW_MS),
  });
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
