// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Pages of widgets that users put together. */
export const dashboards = pgTable('dashboards', {
  ...standardColumns,
  /** Whose it is; null for one of the tenant. */
  ownerId: uuid('owner_id'),
  /** For people. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Whether others of the tenant see it. */
  shared: boolean('shared').notNull().default(sql`false`),
  /** Grid and widgets. */
  layout: jsonb('layout').notNull(),
}, (table) => [
  foreignKey({ name: 'dashboards_of_owner', columns: [table.tenantId, table.ownerId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type Dashboard = typeof dashboards.$inferSelect;
export type NewDashboard = typeof dashboards.$inferInsert;
