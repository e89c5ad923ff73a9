import { createUserInput, permission, type Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import type { CellFault, ImportCells, ImportKind, Verdict } from '../../kit/imports/import-kind.ts';
import { ServerError } from '../../kit/server-error.ts';
import { createUser } from './create-user.ts';
import { removeUser } from './remove-user.ts';

type NewUser = ReturnType<typeof createUserInput.parse>;

/** Most users of one file: each is given rights and a link of his own. */
const MAX_IMPORTED_USERS = 2_000;

const text = { type: 'text', isRequired: false } as const;

/** Users from a file. Roles go by their names, with a semicolon or a bar between them; each user gets a link for his password. */
export const usersImport: ImportKind<NewUser> = {
  name: 'users',
  permission: 'users.write',
  needsFresh: true,
  maxRows: MAX_IMPORTED_USERS,
  fields: [
    {
      ...text,
      name: 'username',
      isRequired: true,
      titles: ['username', 'user name', 'user', 'login', 'usuario', 'nombre de usuario'],
    },
    {
      ...text,
      name: 'fullName',
      titles: ['full name', 'fullname', 'name', 'nombre', 'nombre completo'],
    },
    {
      ...text,
      name: 'email',
      titles: ['email', 'e mail', 'mail', 'correo', 'correo electronico'],
    },
    { ...text, name: 'language', titles: ['language', 'idioma'] },
    { ...text, name: 'roles', titles: ['roles', 'role', 'rol'] },
  ],
  async begin(transaction, access) {
    const known = await readKnown(transaction);
    const seen = { username: new Set<string>(), email: new Set<string>() };
    return (cells) => judgeUser(cells, { access, known, seen });
  },
  async write(transaction, access, user) {
    const { userId, code } = await createUser(transaction, access, user);
    return { id: userId, link: { name: user.username, code } };
  },
  async undo(transaction, access, userIds) {
    await refuseUsed(transaction, userIds);
    for (const userId of userIds) await removeUser(transaction, access, userId);
  },
};

type Names = Readonly<Record<'username' | 'email', Set<string>>>;

interface Known {
  readonly taken: Names;
  readonly roles: ReadonlyMap<
    string,
    { readonly id: string; readonly codes: readonly Permission[] }
  >;
}

async function readKnown({ $client }: TenantTransaction): Promise<Known> {
  const users = await $client.query<{ username: string; email: string | null }>(
    'SELECT lower(username) AS username, lower(email) AS email FROM users WHERE deleted_at IS NULL',
  );
  const roles = await $client.query<{ id: string; name: string; codes: string[] }>(
    `SELECT r.id, lower(r.name) AS name, ARRAY(SELECT p.permission_code FROM role_permissions p WHERE p.role_id = r.id) AS codes
     FROM roles r WHERE r.deleted_at IS NULL`,
  );
  return {
    taken: {
      username: new Set(users.rows.map(({ username }) => username)),
      email: new Set(users.rows.flatMap(({ email }) => email ?? [])),
    },
    roles: new Map(
      roles.rows.map(({ id, name, codes }) => [
        name,
        { id, codes: codes.flatMap((code) => permission.safeParse(code).data ?? []) },
      ]),
    ),
  };
}

interface Judging {
  readonly access: Access;
  readonly known: Known;
  /** Names of the lines before. */
  readonly seen: Names;
}

function judgeUser(cells: ImportCells, { access, known, seen }: Judging): Verdict<NewUser> {
  const names = String(cells['roles'] ?? '')
    .split(/[;|]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const roles = [...new Set(names)].map((name) => known.roles.get(name));
  const parsed = createUserInput.safeParse({
    ...cells,
    fullName: cells['fullName'] ?? '',
    language: languageOf(cells['language']),
    roles: roles.flatMap((role) => (role === undefined ? [] : { roleId: role.id })),
  });
  const faults: CellFault[] = [...new Set(parsed.error?.issues.map(({ path }) => path[0]))].map(
    (field) => ({ field: String(field), code: 'invalid' }),
  );
  if (roles.includes(undefined)) faults.push({ field: 'roles', code: 'unknown' });
  // A right that holds at some places only cannot be given for everywhere.
  const mayGive = (code: Permission): boolean =>
    access.permissions.has(code) && !access.scoped.has(code);
  if (roles.some((role) => role !== undefined && !role.codes.every(mayGive)))
    faults.push({ field: 'roles', code: 'forbidden' });
  for (const field of ['username', 'email'] as const) {
    const name = cells[field] === null ? null : String(cells[field]).toLowerCase();
    if (name === null) continue;
    if (known.taken[field].has(name)) faults.push({ field, code: 'taken' });
    else if (seen[field].has(name)) faults.push({ field, code: 'repeated' });
    seen[field].add(name);
  }
  return parsed.success && faults.length === 0 ? { row: parsed.data } : { faults };
}

function languageOf(cell: ImportCells[string] | undefined): unknown {
  const name = typeof cell === 'string' ? cell.toLowerCase() : null;
  return name === null
    ? null
    : ({ english: 'en', inglés: 'en', spanish: 'es', español: 'es' }[name] ?? name);
}

/** @throws ServerError CONFLICT for users who have a password, or have done something */
async function refuseUsed(
  { $client }: TenantTransaction,
  userIds: readonly string[],
): Promise<void> {
  const { rows } = await $client.query<{ username: string }>(
    `SELECT u.username FROM users u WHERE u.id = ANY ($1) AND (u.deleted_at IS NOT NULL OR u.password_hash IS NOT NULL
       OR EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id)) ORDER BY u.username LIMIT 5`,
    [userIds],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ username }) => username).join(', ');
  throw new ServerError(
    'CONFLICT',
    `these users have entered or were removed since: ${names}; remove the others one by one`,
    { issues: [{ path: ['id'], message: names, code: 'depended_on' }] },
  );
}
