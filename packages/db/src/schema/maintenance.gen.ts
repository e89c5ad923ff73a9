// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { equipment, machines } from './assets.gen.ts';
import { employees } from './people.gen.ts';
import { wells } from './wells.gen.ts';

/** Maintenance that is to be done, is done or was done. */
export const workOrders = pgTable('work_orders', {
  ...standardColumns,
  /** Unique within the tenant. */
  orderNumber: text('order_number').notNull(),
  /** In a few words. */
  title: text('title').notNull(),
  /** Work to be done. */
  description: text('description').notNull().default(sql`''::text`),
  /** Why it is done. */
  kind: text('kind', { enum: ['corrective', 'preventive', 'predictive', 'inspection', 'project'] }).notNull(),
  /** How soon. */
  priority: text('priority', { enum: ['low', 'medium', 'high', 'emergency'] }).notNull().default(sql`'medium'::text`),
  /** How far it is. */
  status: text('status', { enum: ['open', 'planned', 'in_progress', 'on_hold', 'done', 'cancelled'] }).notNull().default(sql`'open'::text`),
  /** The equipment that is worked on. */
  equipmentId: uuid('equipment_id'),
  /** The well that is worked on. */
  wellId: uuid('well_id'),
  /** The machine that is worked on. */
  machineId: uuid('machine_id'),
  /** Who does it. */
  assignedToId: uuid('assigned_to_id'),
  /** When it is to begin. */
  plannedStartAt: timestamp('planned_start_at', { withTimezone: true }),
  /** When it is to be done. */
  dueAt: timestamp('due_at', { withTimezone: true }),
  /** When it began. */
  startedAt: timestamp('started_at', { withTimezone: true }),
  /** When it was done. */
  finishedAt: timestamp('finished_at', { withTimezone: true }),
  /** Spent until now. */
  labourHours: doublePrecision('labour_hours').notNull().default(sql`0`),
  /** Labour and material until now. */
  cost: numeric('cost', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Currency of the cost. */
  currency: text('currency').notNull().default(sql`'USD'::text`),
  /** Findings, and work that was done. */
  findings: text('findings').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'work_orders_assigned_to', columns: [table.tenantId, table.assignedToId], foreignColumns: [employees.tenantId, employees.id] }).onDelete('set null'),
  foreignKey({ name: 'work_orders_on_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('restrict'),
  foreignKey({ name: 'work_orders_on_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('restrict'),
  foreignKey({ name: 'work_orders_on_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type WorkOrder = typeof workOrders.$inferSelect;
export type NewWorkOrder = typeof workOrders.$inferInsert;
