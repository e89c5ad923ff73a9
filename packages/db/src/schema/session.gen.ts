// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { foreignKey, inet, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Sessions: what a browser shows to get a new access token. Never the token, only its hash. */
export const refreshTokens = pgTable('refresh_tokens', {
  ...standardColumns,
  /** Whose session. */
  userId: uuid('user_id').notNull(),
  /** The same for all tokens that follow from one login: one used twice ends them all. */
  familyId: uuid('family_id').notNull(),
  /** SHA-256 of the token. */
  tokenHash: bytea('token_hash').notNull(),
  /** No use after this. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  /** When it was exchanged for the next one. */
  usedAt: timestamp('used_at', { withTimezone: true }),
  /** When it was ended before its time. */
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
  /** Where the login came from. */
  clientAddress: inet('client_address'),
  /** Name that the browser gave itself. */
  userAgent: text('user_agent').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'refresh_tokens_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type RefreshToken = typeof refreshTokens.$inferSelect;
export type NewRefreshToken = typeof refreshTokens.$inferInsert;
