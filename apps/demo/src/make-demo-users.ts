import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, hashPassword } from '@varve/db';

/** A user of the demo, and what he logs in by. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
}

/** Users of the demo, by their roles, which they are called after. */
const ROLES = ['admin', 'engineer', 'operator', 'viewer'];

/**
 * Makes the users of the demo where they are missing. Their passwords are made here, and lie in a file that only its owner reads.
 *
 * The demo asks nobody for a second factor.
 */
export async function makeDemoUsers(
  database: string,
  directory: string,
): Promise<readonly DemoUser[]> {
  const file = join(directory, 'demo-users.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const users =
    kept === undefined ? ROLES.map(withPassword) : (JSON.parse(kept) as readonly DemoUser[]);
  if (kept === undefined)
    await writeFile(file, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
  const client = await connect(database, 'demo');
  try {
    await client.query("SELECT internal.found_tenant('demo')");
    await client.query("UPDATE tenants SET factor_roles = '{}' WHERE name = 'demo'");
    const { rows: present } = await client.query<{ username: string }>(
      `SELECT u.username FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.name = 'demo' AND u.deleted_at IS NULL`,
    );
    const names = new Set(present.map(({ username }) => username));
    for (const { username, password } of users.filter((user) => !names.has(user.username))) {
      const hash = await hashPassword(password);
      await client.query(
        `WITH tenant AS (SELECT id FROM tenants WHERE name = 'demo'), made AS (
           INSERT INTO users (tenant_id, username, full_name, password_hash, password_changed_at)
           SELECT id, $1, initcap($1), $2, now() FROM tenant RETURNING tenant_id, id)
         INSERT INTO user_roles (tenant_id, user_id, role_id)
         SELECT made.tenant_id, made.id, r.id FROM made JOIN roles r ON r.tenant_id = made.tenant_id AND r.name = $1 AND r.built_in`,
        [username, hash],
      );
    }
  } finally {
    await client.end();
  }
  return users;
}

function withPassword(username: string): DemoUser {
  return { username, password: randomBytes(12).toString('base64url') };
}
