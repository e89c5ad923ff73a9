import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TenantView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import type { ShownLink } from '../../session/link-dialog.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { tenantWords } from './tenant-words.ts';

interface TenantActionsProps {
  readonly tenant: TenantView;
  readonly onInvited: (link: ShownLink) => void;
}

/** Closes a tenant or opens it again, after a question, and invites its administrators. */
export function TenantActions({ tenant, onInvited }: TenantActionsProps) {
  const words = useWords(tenantWords);
  const [asked, ask] = useState<'invite' | 'close' | 'reopen' | null>(null);
  const toast = useToast();
  const fresh = useFresh();
  const queryClient = useQueryClient();
  const close = useMutation(trpc.tenants.close.mutationOptions());
  const reopen = useMutation(trpc.tenants.reopen.mutationOptions());
  const name = tenant.displayName ?? tenant.name;
  const change = tenant.closedAtMs === null ? 'close' : 'reopen';
  const mayClose = !tenant.isOperator;
  const mayInvite = tenant.closedAtMs === null;
  const confirm = async (): Promise<void> => {
    const { mutateAsync } = change === 'close' ? close : reopen;
    await fresh(() => mutateAsync({ tenantId: tenant.id }));
    toast({ text: words[change].done(name) });
    await queryClient.invalidateQueries({ queryKey: trpc.tenants.pathKey() });
  };
  return (
    <>
      <Menu
        label={words.actions(name)}
        items={[
          ...(mayInvite ? [{ label: words.invite.action, onSelect: () => ask('invite') }] : []),
          ...(mayClose ? [{ label: words[change].action, onSelect: () => ask(change) }] : []),
        ]}
      >
        <Icon name="more" />
      </Menu>
      {asked === 'invite' && (
        <InviteDialog tenant={tenant} onClose={() => ask(null)} onInvited={onInvited} />
      )}
      {(asked === 'close' || asked === 'reopen') && (
        <ConfirmDialog
          title={words[asked].title(name)}
          action={words[asked].action}
          onConfirm={confirm}
          onClose={() => ask(null)}
        >
          <p>{words[asked].text}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
