import type { Language, User } from '@varve/contract';
import { versionSql } from '../../kit/require-version.ts';

/** A row of users, as `USER_COLUMNS` reads it. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly full_name: string;
  readonly email: string | null;
  readonly kind: User['kind'];
  readonly language: Language | null;
  readonly state: User['state'];
  readonly has_factor: boolean;
  readonly last_login_at: Date | null;
  readonly version: string;
}

/** SQL of the state of a user `u`. A service account has no password to set. */
export const STATE = `CASE WHEN NOT u.enabled THEN 'disabled' WHEN u.kind = 'person' AND u.password_hash IS NULL
    AND NOT EXISTS (SELECT FROM user_identities i WHERE i.user_id = u.id AND i.deleted_at IS NULL) THEN 'waiting' ELSE 'active' END`;

/** SQL of what lists and pages show of a user `u`. */
export const USER_COLUMNS = `u.id, u.username, u.full_name, u.email, u.kind, u.language, ${STATE} AS state, u.last_login_at,
  EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_factor,
  ${versionSql('u')} AS version`;

/** Gives a row its form in the contract, without the roles. */
export function userOf(row: UserRow): Omit<User, 'roles'> {
  return {
    id: row.id,
    username: row.username,
    fullName: row.full_name,
    email: row.email,
    kind: row.kind,
    language: row.language,
    state: row.state,
    hasFactor: row.has_factor,
    lastLoginAtMs: row.last_login_at?.getTime() ?? null,
    version: row.version,
  };
}
