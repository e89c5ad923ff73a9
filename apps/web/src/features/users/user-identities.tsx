import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { TimeText } from '../../kit/clock/time-text.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { LinkIdentityDialog } from './link-identity-dialog.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';

type IdentityView = UserDetailView['identities'][number];

/** The people of identity providers as whom a user logs in. */
export function UserIdentities({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords).identities;
  const may = useMay()('users.write');
  const columns = useColumns();
  const unlink = useUnlink(user.id);
  const [isOpen, open] = useState(false);
  const [asked, ask] = useState<IdentityView | null>(null);
  return (
    <section className="panel user-wide" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
        {may && (
          <button type="button" className="button button-small" onClick={() => open(true)}>
            {words.add}
          </button>
        )}
      </header>
      {user.identities.length === 0 ? (
        <p className="panel-body soft">{words.none}</p>
      ) : (
        <DataTable
          label={words.title}
          columns={columns}
          rows={user.identities}
          keyOf={({ id }) => id}
          actionsOf={(identity) =>
            may && (
              <button type="button" className="button button-small" onClick={() => ask(identity)}>
                {words.remove}
              </button>
            )
          }
        />
      )}
      {asked !== null && (
        <ConfirmDialog
          title={words.removeTitle(asked.subject)}
          action={words.remove}
          onConfirm={() => unlink(asked.id)}
          onClose={() => ask(null)}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      )}
      {isOpen && <LinkIdentityDialog user={user} onClose={() => open(false)} />}
    </section>
  );
}

function useColumns(): readonly Column<IdentityView>[] {
  const words = useWords(userWords).identities;
  return [
    { key: 'issuer', label: words.issuer, cell: ({ issuer }) => <code>{issuer}</code> },
    { key: 'subject', label: words.subject, cell: ({ subject }) => <code>{subject}</code> },
    {
      key: 'linked',
      label: words.linkedAt,
      cell: ({ linkedAtMs }) => <TimeText timeMs={linkedAtMs} />,
    },
  ];
}

function useUnlink(userId: string): (identityId: string) => Promise<void> {
  const words = useWords(userWords).identities;
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const unlink = useMutation(trpc.users.unlinkIdentity.mutationOptions());
  return async (identityId) => {
    await fresh(() => unlink.mutateAsync({ userId, identityId }));
    toast({ text: words.removed });
    await refresh();
  };
}
