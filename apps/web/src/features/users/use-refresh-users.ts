import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';

/** Gives the function that reads users and roles anew, after a change of them. */
export function useRefreshUsers(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      [trpc.users.pathKey(), trpc.roles.pathKey(), trpc.sessions.pathKey()].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  };
}
