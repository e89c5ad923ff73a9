import { useQuery } from '@tanstack/react-query';
import { useOnReconnect } from '../../api/connection/use-on-reconnect.ts';
import { trpc } from '../../api/trpc.ts';

const RETRY_MS = 3_000;
const RENEW_MS = 60_000;

/** The tags of the house; asked for again soon after a failure, with a new connection, and now and then for new ones. */
export function useTagList() {
  const query = useQuery({
    ...trpc.tags.list.queryOptions(),
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : RENEW_MS),
  });
  useOnReconnect(query.refetch);
  return query;
}
