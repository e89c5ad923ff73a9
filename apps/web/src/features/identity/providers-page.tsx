import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProviderView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { Badge } from '../../kit/ui/badge.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { ROOT_PATH } from '../../server-address.ts';
import { identityWords } from './identity-words.ts';
import { ProviderActions } from './provider-actions.tsx';
import { ProviderDialog } from './provider-dialog.tsx';

/** The providers of OpenID Connect by which users of the tenant may sign in. */
export function ProvidersPage() {
  const words = useWords(identityWords);
  const query = useQuery(trpc.identity.providers.list.queryOptions());
  const columns = useColumns();
  const [edited, edit] = useState<ProviderView | 'new' | null>(null);
  const add = (
    <button type="button" className="button button-primary" onClick={() => edit('new')}>
      {words.create}
    </button>
  );
  return (
    <Page title={words.title} actions={add}>
      <p className="page-hint soft">{words.hint}</p>
      <QueryState query={query} failed={words.failed}>
        {({ providers }) =>
          providers.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint} />
          ) : (
            <section className="panel" aria-label={words.title}>
              <DataTable
                label={words.title}
                columns={columns}
                rows={providers}
                keyOf={({ id }) => id}
                actionsOf={(provider) => (
                  <ProviderActions provider={provider} onEdit={() => edit(provider)} />
                )}
              />
            </section>
          )
        }
      </QueryState>
      <p className="note page-hint">
        {words.callback}:{' '}
        <code>{`${window.location.origin}${ROOT_PATH}api/session/oidc/callback`}</code>
      </p>
      {edited !== null && (
        <ProviderDialog provider={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
    </Page>
  );
}

function useColumns(): readonly Column<ProviderView>[] {
  const words = useWords(identityWords);
  return [
    { key: 'name', label: words.name, cell: ({ name }) => name },
    { key: 'issuer', label: words.issuer, cell: ({ issuer }) => <code>{issuer}</code> },
    { key: 'clientId', label: words.clientId, cell: ({ clientId }) => <code>{clientId}</code> },
    {
      key: 'state',
      label: words.state,
      cell: ({ enabled }) => (
        <Badge kind={enabled ? 'live' : 'void'}>
          {enabled ? words.states.on : words.states.off}
        </Badge>
      ),
    },
  ];
}
