import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TenantView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { Badge } from '../../kit/ui/badge.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { LinkDialog, type ShownLink } from '../../session/link-dialog.tsx';
import { NewTenantDialog } from './new-tenant-dialog.tsx';
import { TenantActions } from './tenant-actions.tsx';
import { tenantWords } from './tenant-words.ts';

/** The organisations on this server, for those who run it. */
export function TenantsPage() {
  const words = useWords(tenantWords);
  const columns = useColumns();
  const tenants = useQuery(trpc.tenants.list.queryOptions());
  const [isCreating, setCreating] = useState(false);
  const [link, setLink] = useState<ShownLink | null>(null);
  return (
    <Page
      title={words.title}
      facts={<RowCount count={tenants.data?.tenants.length} text={words.count} />}
      actions={
        <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
          {words.create}
        </button>
      }
    >
      <QueryState query={tenants} failed={words.failed}>
        {({ tenants: rows, isCut }) => (
          <>
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              actionsOf={(tenant) => <TenantActions tenant={tenant} onInvited={setLink} />}
            />
            {isCut && <p className="soft">{words.cut}</p>}
          </>
        )}
      </QueryState>
      {isCreating && <NewTenantDialog onClose={() => setCreating(false)} onCreated={setLink} />}
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </Page>
  );
}

function useColumns(): readonly Column<TenantView>[] {
  const words = useWords(tenantWords);
  const { integer } = useLanguage().formats.number;
  return [
    {
      key: 'displayName',
      label: words.displayName,
      cell: ({ name, displayName }) => displayName ?? name,
    },
    { key: 'name', label: words.name, cell: ({ name }) => name },
    { key: 'state', label: words.state, cell: (tenant) => <TenantState tenant={tenant} /> },
    {
      key: 'users',
      label: words.users,
      isNumber: true,
      cell: ({ userCount }) => integer(userCount),
    },
    { key: 'tags', label: words.tags, isNumber: true, cell: ({ tagCount }) => integer(tagCount) },
    { key: 'zone', label: words.timeZone, isWideOnly: true, cell: ({ timeZone }) => timeZone },
    {
      key: 'lastLogin',
      label: words.lastLogin,
      cell: ({ lastLoginAtMs }) =>
        lastLoginAtMs === null ? (
          <span className="soft">{words.never}</span>
        ) : (
          <AgeText timeMs={lastLoginAtMs} ago />
        ),
    },
  ];
}

function TenantState({ tenant: { isOperator, closedAtMs } }: { readonly tenant: TenantView }) {
  const words = useWords(tenantWords);
  if (closedAtMs !== null) return <Badge kind="void">{words.closed}</Badge>;
  return <Badge>{isOperator ? words.operator : words.open}</Badge>;
}
