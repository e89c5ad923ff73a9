import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { UserView } from '../../api/contract.ts';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { useMay } from '../../session/session-context.ts';
import { LinkDialog, type ShownLink } from '../../session/link-dialog.tsx';
import { useRoleName } from '../../session/use-role-name.ts';
import { NewUserDialog } from './new-user-dialog.tsx';
import { readUserSearch, type UserSearchChange } from './read-user-search.ts';
import { StateBadge } from './state-badge.tsx';
import { useUserTabs } from './use-user-tabs.ts';
import { userWords } from './user-words.ts';
import { UserToolbar } from './user-toolbar.tsx';
import './users.css';

const route = getRouteApi('/users');

export function UsersPage() {
  const words = useWords(userWords);
  const may = useMay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/users' });
  const columns = useColumns();
  const [isCreating, setCreating] = useState(false);
  const [link, setLink] = useState<ShownLink | null>(null);
  const roles = useQuery(trpc.roles.list.queryOptions()).data?.roles ?? [];
  const { q = '', state, role: roleId } = search;
  const input = { search: q, ...(state && { state }), ...(roleId && { roleId }) };
  const pages = usePages({
    queryKey: trpc.users.list.queryKey(input),
    read: (page, options) => client.users.list.query({ ...input, ...page }, options),
  });
  const rows = pages.data?.pages.flatMap(({ users }) => users) ?? [];
  const change = (part: UserSearchChange): void => {
    void navigate({ search: readUserSearch({ ...search, ...part }), replace: true });
  };
  const create = may('users.write') && (
    <>
      <Link to="/users/import" className="button">
        {words.import.open}
      </Link>
      <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
        {words.create}
      </button>
    </>
  );
  return (
    <Page
      title={words.title}
      tabs={useUserTabs()}
      facts={<RowCount count={pages.data && rows.length} text={words.count} />}
      actions={create}
    >
      <UserToolbar search={search} roles={roles} onChange={change} />
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint}>
              {Object.keys(search).length > 0 && <ClearFilter />}
            </EmptyState>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              linkOf={({ id }) => ({ to: '/users/$userId', params: { userId: id } })}
              more={pages}
            />
          )
        }
      </QueryState>
      {isCreating && (
        <NewUserDialog roles={roles} onClose={() => setCreating(false)} onCreated={setLink} />
      )}
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </Page>
  );
}

function useColumns(): readonly Column<UserView>[] {
  const words = useWords(userWords);
  const roleName = useRoleName();
  return [
    { key: 'name', label: words.name, cell: ({ fullName, username }) => fullName || username },
    { key: 'username', label: words.username, cell: ({ username }) => username },
    { key: 'state', label: words.state, cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: 'roles',
      label: words.roles,
      cell: ({ roles }) =>
        roles.length === 0 ? (
          <span className="soft">{words.noRoles}</span>
        ) : (
          roles.map(roleName).join(', ')
        ),
    },
    {
      key: 'factor',
      label: words.factor,
      isWideOnly: true,
      cell: ({ hasFactor }) => (hasFactor ? words.yes : words.no),
    },
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
