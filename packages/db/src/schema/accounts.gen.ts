// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, date, doublePrecision, foreignKey, jsonb, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { equipment, fields, machines, wells } from './assets.gen.ts';
import { users } from './core.gen.ts';
import { invoices } from './purchasing.gen.ts';

/** People who are paid. */
export const employees = pgTable('employees', {
  ...standardColumns,
  /** Their account, where they have one. */
  userId: uuid('user_id'),
  /** Unique within the tenant. */
  employeeNumber: text('employee_number').notNull(),
  /** As on the contract. */
  fullName: text('full_name').notNull(),
  /** What they do. */
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
  /** What the salary is for. */
  payPeriod: text('pay_period', { enum: ['hour', 'day', 'week', 'fortnight', 'month'] }).notNull().default(sql`'month'::text`),
}, (table) => [
  foreignKey({ name: 'employees_are_users', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('set null'),
  foreignKey({ name: 'employees_in_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }).onDelete('set null'),
  foreignKey({ name: 'employees_under_supervisor', columns: [table.tenantId, table.supervisorId], foreignColumns: [table.tenantId, table.id] }).onDelete('set null'),
]);
export type Employee = typeof employees.$inferSelect;
export type NewEmployee = typeof employees.$inferInsert;

/** Chart of accounts. */
export const ledgerAccounts = pgTable('ledger_accounts', {
  ...standardColumns,
  /** Unique within the tenant. */
  code: text('code').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** Where it stands in the balance. */
  kind: text('kind', { enum: ['asset', 'liability', 'equity', 'income', 'expense'] }).notNull(),
  /** The account that sums it up. */
  partOfId: uuid('part_of_id'),
  /** False when nothing more is booked on it. */
  active: boolean('active').notNull().default(sql`true`),
}, (table) => [
  foreignKey({ name: 'ledger_accounts_part_of', columns: [table.tenantId, table.partOfId], foreignColumns: [table.tenantId, table.id] }).onDelete('restrict'),
]);
export type LedgerAccount = typeof ledgerAccounts.$inferSelect;
export type NewLedgerAccount = typeof ledgerAccounts.$inferInsert;

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
  /** Of all its entries. */
  currency: text('currency').notNull(),
  /** Who approved it. */
  approvedBy: uuid('approved_by'),
}, (table) => [
  foreignKey({ name: 'payroll_runs_approved_by', columns: [table.tenantId, table.approvedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type PayrollRun = typeof payrollRuns.$inferSelect;
export type NewPayrollRun = typeof payrollRuns.$inferInsert;

/** Double-entry bookkeeping: entries with one booking_id balance. */
export const ledgerEntries = pgTable('ledger_entries', {
  ...standardColumns,
  /** The account. */
  ledgerAccountId: uuid('ledger_account_id').notNull(),
  /** The same for all entries that were booked together. */
  bookingId: uuid('booking_id').notNull(),
  /** Day of the booking. */
  bookedOn: date('booked_on').notNull(),
  /** What it is for. */
  description: text('description').notNull().default(sql`''::text`),
  /** One of debit and credit is above zero. */
  debit: numeric('debit', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** One of debit and credit is above zero. */
  credit: numeric('credit', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Currency of the entry. */
  currency: text('currency').notNull(),
  /** The invoice that it books. */
  invoiceId: uuid('invoice_id'),
  /** The pay day that it books. */
  payrollRunId: uuid('payroll_run_id'),
  /** The well that it is charged to. */
  wellId: uuid('well_id'),
}, (table) => [
  foreignKey({ name: 'ledger_entries_for_invoice', columns: [table.tenantId, table.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }).onDelete('restrict'),
  foreignKey({ name: 'ledger_entries_for_payroll', columns: [table.tenantId, table.payrollRunId], foreignColumns: [payrollRuns.tenantId, payrollRuns.id] }).onDelete('restrict'),
  foreignKey({ name: 'ledger_entries_for_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
  foreignKey({ name: 'ledger_entries_on_account', columns: [table.tenantId, table.ledgerAccountId], foreignColumns: [ledgerAccounts.tenantId, ledgerAccounts.id] }).onDelete('restrict'),
]);
export type LedgerEntry = typeof ledgerEntries.$inferSelect;
export type NewLedgerEntry = typeof ledgerEntries.$inferInsert;

/** What an employee is paid in a run. */
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
  /** What is paid out. */
  netPay: numeric('net_pay', { precision: 18, scale: 4 }).generatedAlwaysAs(sql`((gross_pay)::numeric - (deductions)::numeric)`),
  /** Parts of pay and deductions by their names. */
  details: jsonb('details').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'payroll_entries_of_employee', columns: [table.tenantId, table.employeeId], foreignColumns: [employees.tenantId, employees.id] }).onDelete('restrict'),
  foreignKey({ name: 'payroll_entries_of_run', columns: [table.tenantId, table.payrollRunId], foreignColumns: [payrollRuns.tenantId, payrollRuns.id] }).onDelete('cascade'),
]);
export type PayrollEntry = typeof payrollEntries.$inferSelect;
export type NewPayrollEntry = typeof payrollEntries.$inferInsert;

/** Maintenance that is to be done, is done or was done. */
export const workOrders = pgTable('work_orders', {
  ...standardColumns,
  /** Unique within the tenant. */
  orderNumber: text('order_number').notNull(),
  /** In a few words. */
  title: text('title').notNull(),
  /** What is to be done. */
  description: text('description').notNull().default(sql`''::text`),
  /** Why it is done. */
  kind: text('kind', { enum: ['corrective', 'preventive', 'predictive', 'inspection', 'project'] }).notNull(),
  /** How soon. */
  priority: text('priority', { enum: ['low', 'medium', 'high', 'emergency'] }).notNull().default(sql`'medium'::text`),
  /** How far it is. */
  status: text('status', { enum: ['open', 'planned', 'in_progress', 'on_hold', 'done', 'cancelled'] }).notNull().default(sql`'open'::text`),
  /** What is worked on. */
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
  /** What was found and done. */
  findings: text('findings').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'work_orders_assigned_to', columns: [table.tenantId, table.assignedToId], foreignColumns: [employees.tenantId, employees.id] }).onDelete('set null'),
  foreignKey({ name: 'work_orders_on_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('restrict'),
  foreignKey({ name: 'work_orders_on_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('restrict'),
  foreignKey({ name: 'work_orders_on_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type WorkOrder = typeof workOrders.$inferSelect;
export type NewWorkOrder = typeof workOrders.$inferInsert;
