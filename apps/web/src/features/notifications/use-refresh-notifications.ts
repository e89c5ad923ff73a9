import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';

/** Gives the function that reads channels, rules and messages anew, after a change of them. */
export function useRefreshNotifications(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.notifications.pathKey() });
}
