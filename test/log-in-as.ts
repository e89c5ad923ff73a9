import { connect, hashPassword } from '../packages/db/src/index.ts';

/** Options of `logInAs`. */
interface LogInOptions {
  readonly connectionString: string;
  /** Address of the server. */
  readonly address: string;
  /** @default 'default' */
  readonly tenant?: string;
  /** A built-in role. @default 'admin' */
  readonly role?: string;
}

/** Password of the users that tests make. */
export const PASSWORD = 'the tide is out again';

/** Makes a user who is called as his role, where there is none yet. @returns what he logs in by */
export async function makeUser({
  connectionString,
  tenant = 'default',
  role = 'admin',
}: Omit<LogInOptions, 'address'>): Promise<{ username: string; password: string }> {
  const client = await connect(connectionString, 'test');
  await client.query("UPDATE tenants SET factor_roles = '{}' WHERE name = $1", [tenant]);
  await client.query(
    `WITH made AS (
       INSERT INTO users (tenant_id, username, password_hash)
       SELECT id, $2, $3 FROM tenants WHERE name = $1 ON CONFLICT DO NOTHING RETURNING tenant_id, id)
     INSERT INTO user_roles (tenant_id, user_id, role_id)
     SELECT made.tenant_id, made.id, r.id FROM made JOIN roles r ON r.tenant_id = made.tenant_id AND r.name = $2`,
    [tenant, role, await hashPassword(PASSWORD)],
  );
  await client.end();
  return { username: role, password: PASSWORD };
}

/** Logs a user with a built-in role in as a program. @returns headers for calls */
export async function logInAs(options: LogInOptions): Promise<{ readonly authorization: string }> {
  const response = await fetch(new URL('/api/auth/login', options.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(await makeUser(options)),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined) throw new Error(JSON.stringify(answer));
  return { authorization: `Bearer ${answer.access_token}` };
}
