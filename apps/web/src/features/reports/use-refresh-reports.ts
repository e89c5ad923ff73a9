import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';

/** Gives the function that reads reports and their runs anew. */
export function useRefreshReports(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.reports.pathKey() });
}
