import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelView, RuleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { notificationWords } from './notification-words.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useRefreshNotifications } from './use-refresh-notifications.ts';

interface RuleActionsProps {
  readonly rule: RuleView;
  readonly channels: readonly ChannelView[];
}

/** Changes or removes a rule. */
export function RuleActions({ rule, channels }: RuleActionsProps) {
  const { rules: words, ...all } = useWords(notificationWords);
  const toast = useToast();
  const refresh = useRefreshNotifications();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const remove = useMutation(trpc.notifications.rules.remove.mutationOptions());
  const close = (): void => setOpen(null);
  const { id, name } = rule;
  return (
    <>
      <Menu
        label={all.actions(name)}
        items={[
          { label: all.edit, onSelect: () => setOpen('edit') },
          { label: all.remove, onSelect: () => setOpen('remove') },
        ]}
      >
        <Icon name="more" />
      </Menu>
      {open === 'edit' && <RuleDialog rule={rule} channels={channels} onClose={close} />}
      {open === 'remove' && (
        <ConfirmDialog
          title={words.removeTitle(name)}
          action={all.remove}
          final
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
    </>
  );
}
