import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import type { SessionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';

/** Gives who manages sessions the ways to end them; lists of sessions and users are read anew. */
export function useEndSessions() {
  const queryClient = useQueryClient();
  const refresh = async (): Promise<void> => {
    await Promise.all(
      [trpc.sessions.pathKey(), trpc.users.pathKey()].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  };
  return {
    onEnd: async ({ id: sessionId }: SessionView): Promise<void> => {
      // One that is over by now is gone from the list, too.
      await client.sessions.end.mutate({ sessionId }).finally(refresh);
    },
    onEndAll: async (userId: string): Promise<number> => {
      const { ended } = await client.sessions.endAll.mutate({ userId }).finally(refresh);
      return ended;
    },
  };
}
