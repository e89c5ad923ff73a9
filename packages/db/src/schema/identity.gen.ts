// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Servers of OpenID Connect by which users of the tenant may log in. */
export const identityProviders = pgTable('identity_providers', {
  ...standardColumns,
  /** Unique within the tenant, whatever the case; the log-in page shows it. */
  name: text('name').notNull(),
  /** Address by which the provider names itself. */
  issuer: text('issuer').notNull(),
  /** Name that the provider gave to Varve. */
  clientId: text('client_id').notNull(),
  /** Secret that the provider gave to Varve, sealed; null where it gave none. */
  clientSecret: bytea('client_secret'),
  /** False lets nobody in by it, and keeps the links of users. */
  enabled: boolean('enabled').notNull().default(sql`true`),
});
export type IdentityProvider = typeof identityProviders.$inferSelect;
export type NewIdentityProvider = typeof identityProviders.$inferInsert;

/** People of identity providers that are users here: by issuer and subject alone, never by an e-mail address, which somebody else may get. */
export const userIdentities = pgTable('user_identities', {
  ...standardColumns,
  /** The user who logs in by it. */
  userId: uuid('user_id').notNull(),
  /** Address by which the provider names itself. */
  issuer: text('issuer').notNull(),
  /** Name of the person at the provider, which it gives to nobody else. */
  subject: text('subject').notNull(),
}, (table) => [
  foreignKey({ name: 'user_identities_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type UserIdentity = typeof userIdentities.$inferSelect;
export type NewUserIdentity = typeof userIdentities.$inferInsert;
