import { doublePrecision, integer, jsonb, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { sources } from './source.ts';
import { tenants } from './tenant.ts';
import { timeseries } from './timeseries.ts';

/** Measured points: the id is small and dense, since every sample carries it. */
export const tags = timeseries.table(
  'tags',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    sourceId: integer('source_id').references(() => sources.id),
    /** A path: `well-7/tubing-pressure`. */
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    unit: text('unit').notNull().default(''),
    dataType: text('data_type', { enum: ['analog', 'digital', 'counter'] }).notNull(),
    states: text('states').array().notNull().default([]),
    interpolation: text('interpolation', { enum: ['step', 'linear'] }).notNull(),
    rangeLow: doublePrecision('range_low'),
    rangeHigh: doublePrecision('range_high'),
    /** Settings of the filters between device and table. */
    filter: jsonb('filter').notNull().default({}),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique('tags_name_in_tenant').on(table.tenantId, table.name)],
);
