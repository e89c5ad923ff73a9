// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { payrollRuns } from './payroll.gen.ts';
import { invoices } from './purchasing.gen.ts';
import { wells } from './wells.gen.ts';

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

/** Double-entry bookkeeping: entries with one booking_id balance. */
export const ledgerEntries = pgTable('ledger_entries', {
  ...standardColumns,
  /** The account. */
  ledgerAccountId: uuid('ledger_account_id').notNull(),
  /** The same for all entries that were booked together. */
  bookingId: uuid('booking_id').notNull(),
  /** Day of the booking. */
  bookedOn: date('booked_on').notNull(),
  /** Purpose. */
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
