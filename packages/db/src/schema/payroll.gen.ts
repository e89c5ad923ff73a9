// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, doublePrecision, foreignKey, jsonb, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { employees } from './people.gen.ts';
import { users } from './users.gen.ts';

/** Pay days. */
export const payrollRuns = pgTable('payroll_runs', {
  ...standardColumns,
  /** First day that is paid for. */
  periodStart: date('period_start').notNull(),
  /** Last day that is paid for. */
  periodEnd: date('period_end').notNull(),
  /** Day of payment. */
  payOn: date('pay_on').notNull(),
  /** How far it is. */
  status: text('status', { enum: ['draft', 'approved', 'paid', 'cancelled'] }).notNull().default(sql`'draft'::text`),
  /** Currency of all its entries. */
  currency: text('currency').notNull(),
  /** Who approved it. */
  approvedBy: uuid('approved_by'),
}, (table) => [
  foreignKey({ name: 'payroll_runs_approved_by', columns: [table.tenantId, table.approvedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type PayrollRun = typeof payrollRuns.$inferSelect;
export type NewPayrollRun = typeof payrollRuns.$inferInsert;

/** Pay of an employee in a run. */
export const payrollEntries = pgTable('payroll_entries', {
  ...standardColumns,
  /** The run. */
  payrollRunId: uuid('payroll_run_id').notNull(),
  /** Who is paid. */
  employeeId: uuid('employee_id').notNull(),
  /** In the period. */
  hoursWorked: doublePrecision('hours_worked'),
  /** Before deductions, in the run's currency. */
  grossPay: numeric('gross_pay', { precision: 18, scale: 4 }).notNull(),
  /** Taxes, insurance, advances. */
  deductions: numeric('deductions', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Pay that is paid out. */
  netPay: numeric('net_pay', { precision: 18, scale: 4 }).generatedAlwaysAs(sql`((gross_pay)::numeric - (deductions)::numeric)`),
  /** Parts of pay and deductions by their names. */
  details: jsonb('details').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'payroll_entries_of_employee', columns: [table.tenantId, table.employeeId], foreignColumns: [employees.tenantId, employees.id] }).onDelete('restrict'),
  foreignKey({ name: 'payroll_entries_of_run', columns: [table.tenantId, table.payrollRunId], foreignColumns: [payrollRuns.tenantId, payrollRuns.id] }).onDelete('cascade'),
]);
export type PayrollEntry = typeof payrollEntries.$inferSelect;
export type NewPayrollEntry = typeof payrollEntries.$inferInsert;
