// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Organisations that share a database without seeing each other. */
export const tenants = pgTable('tenants', {
  /** Names the tenant in every other table. */
  id: uuid('id').notNull().primaryKey().default(sql`gen_random_uuid()`),
  /** Short and unique: used in configuration files. */
  name: text('name').notNull(),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** As pages and reports show it; the name where null. */
  displayName: text('display_name'),
  /** IANA name: its days begin and its tariffs hold by this clock. */
  timeZone: text('time_zone').notNull().default(sql`'UTC'::text`),
  /** Currency of its costs where nothing else is said. */
  currency: text('currency').notNull().default(sql`'USD'::text`),
  /** Language of pages and messages, where a user chose none; null: pages take that of the browser, and messages are in Spanish. */
  language: text('language', { enum: ['es', 'en'] }),
  /** When it left: set instead of removing what others refer to. */
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
  /** Names of the roles whose users need a second factor before they may do anything. */
  factorRoles: text('factor_roles').array().notNull().default(sql`'{admin,supervisor,engineer}'::text[]`),
  /** Whether its administrators manage the other tenants: the first one that was made. */
  isOperator: boolean('is_operator').notNull().default(sql`false`),
});
export type Tenant = typeof tenants.$inferSelect;
export type NewTenant = typeof tenants.$inferInsert;
