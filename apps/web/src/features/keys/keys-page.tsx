import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import type { KeyView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { keyWords } from './key-words.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { SecretDialog, type ShownKey } from './secret-dialog.tsx';
import { useKeyColumns } from './use-key-columns.tsx';
import './keys.css';

/** The keys of devices and programs, whoever owns them. */
export function KeysPage() {
  const words = useWords(keyWords);
  const { time } = useLanguage().formats;
  const [isCreating, setCreating] = useState(false);
  const [shown, setShown] = useState<ShownKey | null>(null);
  const pages = usePages({
    queryKey: trpc.keys.list.queryKey(),
    read: (page, options) => client.keys.list.query(page, options),
  });
  const rows = pages.data?.pages.flatMap(({ keys }) => keys) ?? [];
  const create = (
    <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
      {words.create}
    </button>
  );
  const facts = (
    <>
      <RowCount count={pages.data && rows.length} text={words.count} />
      <span>{words.zone(time.zoneName(Date.now()))}</span>
    </>
  );
  return (
    <Page title={words.title} facts={facts} actions={create}>
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint} />
          ) : (
            <KeyTable keys={rows} more={pages} />
          )
        }
      </QueryState>
      {isCreating && <NewKeyDialog onClose={() => setCreating(false)} onCreated={setShown} />}
      {shown !== null && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

interface KeyTableProps {
  readonly keys: readonly KeyView[];
  readonly more: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

function KeyTable({ keys, more }: KeyTableProps) {
  const words = useWords(keyWords);
  const columns = useKeyColumns();
  const [revoked, askAbout] = useState<KeyView | null>(null);
  return (
    <>
      <DataTable
        label={words.title}
        columns={columns}
        rows={keys}
        keyOf={({ id }) => id}
        more={more}
        actionsOf={(key) =>
          key.revokedAtMs === null && (
            <button
              type="button"
              className="button button-small"
              aria-label={words.revokeOf(key.name)}
              onClick={() => askAbout(key)}
            >
              {words.revoke}
            </button>
          )
        }
      />
      {revoked !== null && <RevokeQuestion apiKey={revoked} onClose={() => askAbout(null)} />}
    </>
  );
}

interface RevokeQuestionProps {
  readonly apiKey: KeyView;
  readonly onClose: () => void;
}

function RevokeQuestion({ apiKey: { id: keyId, name }, onClose }: RevokeQuestionProps) {
  const words = useWords(keyWords);
  const toast = useToast();
  const fresh = useFresh();
  const queryClient = useQueryClient();
  const revoke = async (): Promise<void> => {
    try {
      await fresh(() => client.keys.revoke.mutate({ keyId }));
      toast({ text: words.revoked(name) });
    } finally {
      await queryClient.invalidateQueries({ queryKey: trpc.keys.pathKey() });
    }
  };
  return (
    <ConfirmDialog
      title={words.revokeTitle(name)}
      action={words.revokeAction}
      final
      onConfirm={revoke}
      onClose={onClose}
    >
      <p>{words.revokeText}</p>
    </ConfirmDialog>
  );
}
