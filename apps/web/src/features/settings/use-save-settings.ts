import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UpdateSettingsInput } from '@varve/contract';
import { trpc } from '../../api/trpc.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { renewSession } from '../../session/renew-session.ts';
import { useFresh } from '../../session/use-fresh.ts';

/** Gives the function that stores settings; the console goes by them at once. @param said - what is told then */
export function useSaveSettings(said: string): (input: UpdateSettingsInput) => Promise<void> {
  const toast = useToast();
  const queries = useQueryClient();
  const fresh = useFresh();
  const update = useMutation(trpc.settings.update.mutationOptions());
  return async (input) => {
    const stored = await fresh(() => update.mutateAsync(input));
    toast({ text: said });
    queries.setQueryData(trpc.settings.get.queryKey(), stored);
    await renewSession(queries);
  };
}
