import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';

/** Gives the function that reads programs anew, after a change of them or one that came too late. */
export function useRefreshPrograms(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.drilling.programs.pathKey() });
}
