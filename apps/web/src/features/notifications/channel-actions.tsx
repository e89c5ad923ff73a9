import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { MailDialog } from './mail-dialog.tsx';
import { notificationWords } from './notification-words.ts';
import { TestDialog } from './test-dialog.tsx';
import { useRefreshNotifications } from './use-refresh-notifications.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

/** Tries, changes or removes a channel. */
export function ChannelActions({ channel }: { readonly channel: ChannelView }) {
  const { channels: words, conflicts, ...all } = useWords(notificationWords);
  const toast = useToast();
  const textOf = useRefusalText(conflicts);
  const refresh = useRefreshNotifications();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const [testId, setTestId] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  const { id, name } = channel;
  const test = useMutation({
    ...trpc.notifications.channels.test.mutationOptions(),
    onSuccess: (delivery) => setTestId(delivery.id),
    onError: (error) => toast({ text: textOf(error) }),
  });
  const remove = useMutation(trpc.notifications.channels.remove.mutationOptions());
  return (
    <>
      <span className="button-row">
        <button
          type="button"
          className="button button-small"
          aria-label={words.testOf(name)}
          aria-disabled={test.isPending}
          onClick={() => {
            if (!test.isPending) test.mutate({ id });
          }}
        >
          {words.test}
        </button>
        <Menu
          label={all.actions(name)}
          items={[
            { label: all.edit, onSelect: () => setOpen('edit') },
            { label: all.remove, onSelect: () => setOpen('remove') },
          ]}
        >
          <Icon name="more" />
        </Menu>
      </span>
      {open === 'edit' && channel.kind === 'mail' && (
        <MailDialog channel={channel} onClose={close} />
      )}
      {open === 'edit' && channel.kind === 'webhook' && (
        <WebhookDialog channel={channel} onClose={close} />
      )}
      {open === 'remove' && (
        <ConfirmDialog
          title={words.removeTitle(name)}
          action={all.remove}
          final
          conflicts={conflicts}
          onConfirm={async () => {
            await remove.mutateAsync({ id });
            toast({ text: words.removed(name) });
            await refresh();
          }}
          onClose={close}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      )}
      {testId !== null && <TestDialog id={testId} channel={name} onClose={() => setTestId(null)} />}
    </>
  );
}
