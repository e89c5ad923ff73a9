import { useMutation } from '@tanstack/react-query';
import type { CreateChannelInput, UpdateChannelInput } from '@varve/contract';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { notificationWords } from './notification-words.ts';
import { useRefreshNotifications } from './use-refresh-notifications.ts';

/** Gives what a form needs to store a channel, new or changed. @param onSaved - called once it is stored */
export function useSaveChannel(onSaved: () => void) {
  const words = useWords(notificationWords).channels;
  const toast = useToast();
  const refresh = useRefreshNotifications();
  const create = useMutation(trpc.notifications.channels.create.mutationOptions());
  const update = useMutation(trpc.notifications.channels.update.mutationOptions());
  return {
    submit: async (input: CreateChannelInput | UpdateChannelInput): Promise<void> => {
      await ('id' in input ? update.mutateAsync(input) : create.mutateAsync(input));
      toast({ text: words.saved(input.name) });
      onSaved();
      await refresh();
    },
  };
}
