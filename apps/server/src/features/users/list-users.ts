import { textLine, type ListUsersInput, type UserPage } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { STATE, USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

const place = z.strictObject({ name: textLine(1_000), id: z.uuid() });

interface ListedRow extends UserRow {
  readonly name: string;
  readonly roles: string[];
}

// Whoever has no full name stands where his user name belongs.
const NAME = "lower(coalesce(nullif(u.full_name, ''), u.username))";

/** Lists a page of the users of a tenant, by name. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listUsers(
  { $client }: TenantTransaction,
  { search, roleId, state, cursor, limit }: ListUsersInput,
): Promise<UserPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows: found } = await $client.query<ListedRow>(
    `SELECT ${USER_COLUMNS}, ${NAME} AS name,
       ARRAY(SELECT r.name FROM user_roles ur JOIN roles r ON r.id = ur.role_id AND r.deleted_at IS NULL
         WHERE ur.user_id = u.id ORDER BY r.name) AS roles
     FROM users u
     WHERE u.deleted_at IS NULL
       AND ($1 = '' OR strpos(lower(concat_ws(' ', u.username, u.full_name, u.email)), lower($1)) > 0)
       AND ($2::uuid IS NULL OR EXISTS (SELECT FROM user_roles ur WHERE ur.user_id = u.id AND ur.role_id = $2))
       AND ($3::text IS NULL OR ${STATE} = $3)
       AND ($4::text IS NULL OR (${NAME}, u.id) > ($4, $5::uuid))
     ORDER BY ${NAME}, u.id LIMIT $6`,
    [search, roleId ?? null, state ?? null, after?.name ?? null, after?.id ?? null, limit + 1],
  );
  const { rows, nextCursor } = cutPage(place, found, limit);
  return { users: rows.map((row) => ({ ...userOf(row), roles: row.roles })), nextCursor };
}
