import type { Permission, RoleView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useRoleName } from '../../session/use-role-name.ts';
import { permissionGroups } from './permission-groups.ts';
import { useRoleDescription } from './use-role-description.ts';
import { userWords } from './user-words.ts';

interface RoleMatrixProps {
  readonly roles: readonly RoleView[];
  readonly permissions: readonly Permission[];
  readonly mayWrite: boolean;
  readonly isGranted: (role: RoleView, permission: Permission) => boolean;
  readonly isChanged: (role: RoleView, permission: Permission) => boolean;
  readonly onToggle: (role: RoleView, permission: Permission) => void;
  readonly onCopy: (role: RoleView) => void;
  readonly onRemove: (role: RoleView) => void;
}

/** Which role has which right. Roles of the tenant's own can be changed in place. */
export function RoleMatrix(props: RoleMatrixProps) {
  const { roles, permissions } = props;
  const words = useWords(userWords);
  return (
    <div className="panel-scroll" tabIndex={0} role="group" aria-label={words.rolesPage.title}>
      <table className="table roles" data-density="compact" aria-label={words.rolesPage.title}>
        <thead>
          <tr>
            <th scope="col">{words.rolesPage.permission}</th>
            {roles.map((role) => (
              <RoleHead key={role.id} {...props} role={role} />
            ))}
          </tr>
        </thead>
        {permissionGroups(permissions).map((group) => (
          <tbody key={group.area}>
            <tr className="group-row">
              <th colSpan={roles.length + 1} scope="rowgroup">
                {words.areas[group.area]}
              </th>
            </tr>
            {group.permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">
                  {words.permissions[permission]} <code className="soft">{permission}</code>
                </th>
                {roles.map((role) => (
                  <td key={role.id}>
                    <Grant {...props} role={role} permission={permission} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface RoleHeadProps extends RoleMatrixProps {
  readonly role: RoleView;
}

function RoleHead({ role, mayWrite, onCopy, onRemove }: RoleHeadProps) {
  const words = useWords(userWords).rolesPage;
  const { integer } = useLanguage().formats.number;
  const describe = useRoleDescription();
  const name = useRoleName()(role.name);
  return (
    <th scope="col" title={describe(role)}>
      <span>{name}</span>
      <span className="note">
        {words.users(integer(role.userCount), role.userCount)}
        <br />
        {role.isBuiltIn ? words.builtIn : words.own}
      </span>
      {mayWrite && (
        <Menu
          label={words.actionsOf(name)}
          items={[
            { label: words.copy, onSelect: () => onCopy(role) },
            ...(role.isBuiltIn
              ? []
              : [
                  {
                    label: words.remove,
                    onSelect: () => onRemove(role),
                    disabled: role.userCount > 0,
                  },
                ]),
          ]}
        >
          <Icon name="more" small />
        </Menu>
      )}
    </th>
  );
}

interface GrantProps extends RoleHeadProps {
  readonly permission: Permission;
}

function Grant({ role, permission, mayWrite, isGranted, isChanged, onToggle }: GrantProps) {
  const words = useWords(userWords);
  const name = useRoleName()(role.name);
  const granted = isGranted(role, permission);
  const mark = granted && <Icon name="check" small />;
  if (role.isBuiltIn || !mayWrite) {
    return (
      <span className={granted ? 'grant is-granted is-fixed' : 'grant is-fixed'}>
        {mark}
        <span className="visually-hidden">{granted ? words.yes : words.no}</span>
      </span>
    );
  }
  const classes = [
    'grant',
    granted && 'is-granted',
    isChanged(role, permission) && 'is-changed',
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={classes.join(' ')}
      role="checkbox"
      aria-checked={granted}
      aria-label={words.rolesPage.cell(words.permissions[permission], name)}
      onClick={() => onToggle(role, permission)}
    >
      {mark}
    </button>
  );
}
