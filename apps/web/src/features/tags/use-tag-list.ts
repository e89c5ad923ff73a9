import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

const RETRY_MS = 3_000;
const RENEW_MS = 60_000;

/** The tags of the house; asked for again soon after a failure, and now and then for new ones. */
export function useTagList() {
  return useQuery({
    ...trpc.tags.list.queryOptions(),
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MS : RENEW_MS),
  });
}
