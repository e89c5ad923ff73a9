import { integer, jsonb, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { tenants } from './tenant.ts';
import { timeseries } from './timeseries.ts';

/** Devices, gateways and brokers that samples come from. */
export const sources = timeseries.table(
  'sources',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    name: text('name').notNull(),
    protocol: text('protocol', { enum: ['modbus', 'mqtt', 'opcua', 'program'] }).notNull(),
    /** Everything that the driver needs but secrets. */
    definition: jsonb('definition').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique('sources_name_in_tenant').on(table.tenantId, table.name)],
);
