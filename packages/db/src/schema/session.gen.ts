// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, boolean, foreignKey, inet, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Links that let a user in once. Never the code of the link, only its hash. */
export const oneTimeLinks = pgTable('one_time_links', {
  ...standardColumns,
  /** Who it lets in. */
  userId: uuid('user_id').notNull(),
  /** invitation or reset: the user sets a password; login: the user is logged in. */
  kind: text('kind', { enum: ['invitation', 'reset', 'login'] }).notNull(),
  /** SHA-256 of the code. */
  codeHash: bytea('code_hash').notNull(),
  /** No use after this. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  /** When it was used, or taken back by a newer one. */
  usedAt: timestamp('used_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'one_time_links_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type OneTimeLink = typeof oneTimeLinks.$inferSelect;
export type NewOneTimeLink = typeof oneTimeLinks.$inferInsert;

/** Codes that stand in for a lost second factor, each once. */
export const recoveryCodes = pgTable('recovery_codes', {
  ...standardColumns,
  /** Whose code. */
  userId: uuid('user_id').notNull(),
  /** SHA-256 of the code. */
  codeHash: bytea('code_hash').notNull(),
  /** When it was used. */
  usedAt: timestamp('used_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'recovery_codes_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type RecoveryCode = typeof recoveryCodes.$inferSelect;
export type NewRecoveryCode = typeof recoveryCodes.$inferInsert;

/** Logins that last: one a browser or program, from a login until it is ended. */
export const sessions = pgTable('sessions', {
  ...standardColumns,
  /** Whose session. */
  userId: uuid('user_id').notNull(),
  /** console for a browser, program for a client of the API, display for a screen on a wall. */
  kind: text('kind', { enum: ['console', 'program', 'display'] }).notNull(),
  /** Given by its user, to tell it from others; empty where none was given. */
  name: text('name').notNull().default(sql`''::text`),
  /** Where the login came from. */
  clientAddress: inet('client_address'),
  /** Name that the browser or program gave itself. */
  userAgent: text('user_agent').notNull().default(sql`''::text`),
  /** Whether it lasts for weeks instead of hours. */
  remembered: boolean('remembered').notNull().default(sql`false`),
  /** When its user last showed a password. */
  authenticatedAt: timestamp('authenticated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When its user last showed a second factor; null where none was asked for. */
  factorAt: timestamp('factor_at', { withTimezone: true }),
  /** When it was last used, to the minute. */
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** It ends then, however much it is used. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  /** Which tokens of it hold: a changed password ends those before. */
  generation: integer('generation').notNull().default(sql`0`),
  /** When it was ended before its time. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** By what it was ended. */
  endReason: text('end_reason', { enum: ['logged_out', 'ended_by_user', 'ended_by_admin', 'password_changed', 'token_reuse', 'too_many', 'idle', 'expired'] }),
}, (table) => [
  foreignKey({ name: 'sessions_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type Session = typeof sessions.$inferSelect;
export type NewSession = typeof sessions.$inferInsert;

/** What a session shows to get a new access token. Never the token, only its hash. One that is shown twice ends its session. */
export const refreshTokens = pgTable('refresh_tokens', {
  ...standardColumns,
  /** The session that it continues. */
  sessionId: uuid('session_id').notNull(),
  /** SHA-256 of the token. */
  tokenHash: bytea('token_hash').notNull(),
  /** When it was exchanged for the next one. */
  usedAt: timestamp('used_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'refresh_tokens_of_session', columns: [table.tenantId, table.sessionId], foreignColumns: [sessions.tenantId, sessions.id] }).onDelete('cascade'),
]);
export type RefreshToken = typeof refreshTokens.$inferSelect;
export type NewRefreshToken = typeof refreshTokens.$inferInsert;

/** Second factors of users: a code that changes every 30 seconds, RFC 6238. */
export const totpFactors = pgTable('totp_factors', {
  ...standardColumns,
  /** Whose factor. */
  userId: uuid('user_id').notNull(),
  /** The shared secret, encrypted by a key that is not in the database. */
  sealed: bytea('sealed').notNull(),
  /** Newest step of 30 seconds whose code was used: none is used twice. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(sql`0`),
  /** When its user first showed a code; null while it is being set up, and not asked for. */
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'totp_factors_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type TotpFactor = typeof totpFactors.$inferSelect;
export type NewTotpFactor = typeof totpFactors.$inferInsert;
