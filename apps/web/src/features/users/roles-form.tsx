import { useMutation, useQuery } from '@tanstack/react-query';
import { setRolesInput } from '@varve/contract';
import type { PlaceView, RoleView, UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { PlacePicker } from './place-picker.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { useRoleDescription } from './use-role-description.ts';
import { userWords } from './user-words.ts';

/** Places by role: a role that is not in it is not given. */
type GivenRoles = Readonly<Record<string, readonly PlaceView[]>>;

/** Gives a user roles, each everywhere or at places. */
export function RolesForm({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords);
  const roles = useQuery(trpc.roles.list.queryOptions());
  const may = useMay();
  const roleName = useRoleName();
  return (
    <div className="panel-body">
      <QueryState query={roles} failed={words.rolesPage.failed}>
        {(list) =>
          may('users.write') ? (
            <EditedRoles user={user} roles={list.roles} />
          ) : (
            <ul className="stack">
              {user.roles.map(({ roleId, name, scopes }) => (
                <li key={roleId}>
                  {roleName(name)}{' '}
                  <span className="soft">
                    {scopes.map((place) => place.name).join(', ') || words.rolesForm.everywhere}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </div>
  );
}

interface EditedRolesProps {
  readonly user: UserDetailView;
  readonly roles: readonly RoleView[];
}

function EditedRoles({ user, roles }: EditedRolesProps) {
  const words = useWords(userWords);
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const setRoles = useMutation(trpc.users.setRoles.mutationOptions());
  const places = useQuery(trpc.users.places.queryOptions()).data?.places ?? [];
  const form = useForm({
    schema: setRolesInput,
    initial: {
      given: Object.fromEntries(user.roles.map((role) => [role.roleId, role.scopes])) as GivenRoles,
    },
    toInput: ({ given }) => ({
      userId: user.id,
      expectedVersion: user.version,
      roles: Object.entries(given).map(([roleId, scopes]) => ({
        roleId,
        scopes: scopes.map(({ kind, id }) => ({ kind, id })),
      })),
    }),
    onSubmit: async (input) => {
      await fresh(() => setRoles.mutateAsync(input));
      toast({ text: words.rolesForm.saved });
      await refresh();
    },
  });
  const describe = useRoleDescription();
  const roleName = useRoleName();
  const { given } = form.values;
  const give = (roleId: string, scopes: readonly PlaceView[] | null): void => {
    const others = Object.fromEntries(Object.entries(given).filter(([id]) => id !== roleId));
    form.set('given', scopes === null ? others : { ...others, [roleId]: scopes });
  };
  return (
    <Form form={form} submit={words.rolesForm.save}>
      <ul className="bare-list">
        {roles.map((role) => (
          <li key={role.id}>
            <label className="check">
              <input
                type="checkbox"
                checked={given[role.id] !== undefined}
                onChange={(event) => give(role.id, event.target.checked ? [] : null)}
              />
              <span>
                {roleName(role.name)} <span className="note">{describe(role)}</span>
              </span>
            </label>
            {given[role.id] !== undefined && (
              <PlacePicker
                role={roleName(role.name)}
                chosen={given[role.id] ?? []}
                places={places}
                onChange={(scopes) => give(role.id, scopes)}
              />
            )}
          </li>
        ))}
      </ul>
    </Form>
  );
}
