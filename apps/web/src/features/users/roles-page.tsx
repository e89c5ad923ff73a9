import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Permission, RoleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { SearchBox } from '../../kit/filter/search-box.tsx';
import { LeaveGuard } from '../../kit/form/leave-guard.tsx';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useNarrow } from '../../kit/ui/use-narrow.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { NewRoleDialog } from './new-role-dialog.tsx';
import { RoleChanges } from './role-changes.tsx';
import { RoleMatrix } from './role-matrix.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { useRoleDrafts } from './use-role-drafts.ts';
import { useUserTabs } from './use-user-tabs.ts';
import { userWords } from './user-words.ts';
import './users.css';

const NO_ROLES: readonly RoleView[] = [];
const NO_PERMISSIONS: readonly Permission[] = [];

/** A dialog about a role: a new one, with the rights of another or none, or the end of one. */
type Asked = { readonly source: RoleView | null } | { readonly removed: RoleView };

export function RolesPage() {
  const words = useWords(userWords).rolesPage;
  const { integer } = useLanguage().formats.number;
  const may = useMay();
  const query = useQuery(trpc.roles.list.queryOptions());
  const permissions = useQuery(trpc.permissions.list.queryOptions()).data?.permissions;
  const roles = query.data?.roles ?? NO_ROLES;
  const [asked, setAsked] = useState<Asked | null>(null);
  const codes = permissions ?? NO_PERMISSIONS;
  const create = may('users.write') && (
    <button
      type="button"
      className="button button-primary"
      onClick={() => setAsked({ source: null })}
    >
      {words.create}
    </button>
  );
  return (
    <Page
      title={words.title}
      tabs={useUserTabs()}
      facts={
        query.data !== undefined &&
        permissions !== undefined && (
          <span>{words.facts(integer(roles.length), integer(permissions.length))}</span>
        )
      }
      actions={create}
    >
      <QueryState query={query} failed={words.failed}>
        {() => <RolePanel roles={roles} permissions={codes} onAsk={setAsked} />}
      </QueryState>
      {asked !== null && 'source' in asked && (
        <NewRoleDialog source={asked.source} onClose={() => setAsked(null)} />
      )}
      {asked !== null && 'removed' in asked && (
        <RemoveRoleDialog role={asked.removed} onClose={() => setAsked(null)} />
      )}
    </Page>
  );
}

interface RolePanelProps {
  readonly roles: readonly RoleView[];
  readonly permissions: readonly Permission[];
  readonly onAsk: (asked: Asked) => void;
}

function RolePanel({ roles, permissions, onAsk }: RolePanelProps) {
  const words = useWords(userWords);
  const may = useMay();
  const toast = useToast();
  const [text, setText] = useState('');
  const narrow = useNarrow();
  const roleName = useRoleName();
  const [chosenId, choose] = useState<string>();
  const drafts = useRoleDrafts(roles);
  // Those that can be changed stand beside the names of the rights.
  const ordered = roles.toSorted((a, b) => Number(a.isBuiltIn) - Number(b.isBuiltIn));
  const chosen = ordered.find(({ id }) => id === chosenId) ?? ordered[0];
  const changes = drafts.changesIn(permissions);
  const sought = text.trim().toLowerCase();
  const shown = permissions.filter((code) =>
    `${code} ${words.permissions[code]}`.toLowerCase().includes(sought),
  );
  return (
    <>
      <FilterBar>
        <SearchBox
          label={words.rolesPage.searchLabel}
          placeholder={words.rolesPage.permission}
          value={text}
          onChange={(next = '') => setText(next)}
        />
        {narrow && (
          <FilterSelect
            label={words.role}
            value={chosen?.id}
            values={ordered.map(({ id }) => id)}
            nameOf={(id) => roleName(ordered.find((role) => role.id === id)!.name)}
            onChange={choose}
          />
        )}
        <MatrixKey />
      </FilterBar>
      <section className="panel fills roles-panel">
        <RoleMatrix
          // A phone has room for one.
          roles={narrow ? ordered.filter((role) => role === chosen) : ordered}
          permissions={shown}
          mayWrite={may('users.write')}
          isGranted={drafts.isGranted}
          isChanged={drafts.isChanged}
          onToggle={drafts.toggle}
          onCopy={(source) => onAsk({ source })}
          onRemove={(removed) => onAsk({ removed })}
        />
        {changes.length > 0 && (
          <RoleChanges
            changes={changes}
            onDiscard={drafts.discard}
            onSave={async () => {
              await drafts.save(permissions);
              toast({ text: words.rolesPage.saved });
            }}
          />
        )}
        <LeaveGuard isUnsaved={() => changes.length > 0} />
      </section>
    </>
  );
}

function MatrixKey() {
  const words = useWords(userWords).rolesPage;
  return (
    <p className="roles-key push soft">
      <span>
        <span className="grant is-granted" aria-hidden="true">
          <Icon name="check" small />
        </span>
        {words.granted}
      </span>
      <span>
        <span className="grant" aria-hidden="true" />
        {words.notGranted}
      </span>
      <span>
        <span className="grant is-changed" aria-hidden="true" />
        {words.changed}
      </span>
    </p>
  );
}

interface RemoveRoleDialogProps {
  readonly role: RoleView;
  readonly onClose: () => void;
}

function RemoveRoleDialog({ role: { id: roleId, name }, onClose }: RemoveRoleDialogProps) {
  const words = useWords(userWords).rolesPage;
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const remove = useMutation(trpc.roles.remove.mutationOptions());
  return (
    <ConfirmDialog
      title={words.removeTitle(name)}
      action={words.remove}
      final
      onClose={onClose}
      onConfirm={async () => {
        await fresh(() => remove.mutateAsync({ roleId }));
        toast({ text: words.removed(name) });
        await refresh();
      }}
    >
      <p>{words.removeText}</p>
    </ConfirmDialog>
  );
}
