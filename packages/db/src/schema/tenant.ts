import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Organisations that share a database without seeing each other. */
export const tenants = pgTable('tenants', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** Short and unique: used in configuration files. */
  name: text('name').notNull().unique(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});
