// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, foreignKey, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';
import { fields } from './wells.gen.ts';

/** People who are paid. */
export const employees = pgTable('employees', {
  ...standardColumns,
  /** Their account, where they have one. */
  userId: uuid('user_id'),
  /** Unique within the tenant. */
  employeeNumber: text('employee_number').notNull(),
  /** As on the contract. */
  fullName: text('full_name').notNull(),
  /** Job. */
  position: text('position').notNull().default(sql`''::text`),
  /** Where they do it. */
  department: text('department').notNull().default(sql`''::text`),
  /** Whom they report to. */
  supervisorId: uuid('supervisor_id'),
  /** Where they work. */
  fieldId: uuid('field_id'),
  /** First day. */
  hiredOn: date('hired_on').notNull(),
  /** Last day; null while employed. */
  leftOn: date('left_on'),
  /** For a pay period. */
  baseSalary: numeric('base_salary', { precision: 18, scale: 4 }),
  /** Currency of the salary. */
  currency: text('currency'),
  /** Period of the salary. */
  payPeriod: text('pay_period', { enum: ['hour', 'day', 'week', 'fortnight', 'month'] }).notNull().default(sql`'month'::text`),
}, (table) => [
  foreignKey({ name: 'employees_are_users', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('set null'),
  foreignKey({ name: 'employees_in_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }).onDelete('set null'),
  foreignKey({ name: 'employees_under_supervisor', columns: [table.tenantId, table.supervisorId], foreignColumns: [table.tenantId, table.id] }).onDelete('set null'),
]);
export type Employee = typeof employees.$inferSelect;
export type NewEmployee = typeof employees.$inferInsert;
