import type { CreateUserInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { makeLink } from '../session/index.ts';
import { TAKEN } from './update-user.ts';

/** Makes a user with the built-in role of administrators, in the name of nobody of his tenant. @returns the code of his invitation @throws ServerError CONFLICT */
export async function makeAdministrator(
  transaction: TenantTransaction,
  { username, fullName, email }: Pick<CreateUserInput, 'username' | 'fullName' | 'email'>,
): Promise<string> {
  const { rows } = await refuseTaken(TAKEN, () =>
    transaction.$client.query<{ userId: string }>(
      `WITH made AS (INSERT INTO users (username, full_name, email) VALUES ($1, $2, $3) RETURNING id)
       INSERT INTO user_roles (user_id, role_id)
       SELECT made.id, r.id FROM made, roles r WHERE r.name = 'admin' AND r.built_in AND r.deleted_at IS NULL
       RETURNING user_id AS "userId"`,
      [username, fullName, email],
    ),
  );
  return makeLink(transaction, { userId: rows[0]!.userId, kind: 'invitation' });
}
