// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, numeric, pgTable, pgView, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';

/** Who is bought from and sold to. */
export const businessPartners = pgTable('business_partners', {
  ...standardColumns,
  /** Unique within the tenant. */
  code: text('code').notNull(),
  /** As on their invoices. */
  name: text('name').notNull(),
  /** Whether orders may go to them. */
  isSupplier: boolean('is_supplier').notNull().default(sql`true`),
  /** Whether invoices may go to them. */
  isCustomer: boolean('is_customer').notNull().default(sql`false`),
  /** As on their invoices. */
  taxNumber: text('tax_number').notNull().default(sql`''::text`),
  /** For orders and invoices. */
  email: text('email'),
  /** For people. */
  phone: text('phone').notNull().default(sql`''::text`),
  /** For orders and invoices. */
  address: text('address').notNull().default(sql`''::text`),
  /** ISO 3166-1 alpha-2. */
  countryCode: text('country_code'),
  /** Days from invoice to payment. */
  paymentTermsDays: integer('payment_terms_days').notNull().default(sql`30`),
  /** False for who is no longer dealt with. */
  active: boolean('active').notNull().default(sql`true`),
});
export type BusinessPartner = typeof businessPartners.$inferSelect;
export type NewBusinessPartner = typeof businessPartners.$inferInsert;

/** Items that are kept in stock. */
export const inventoryItems = pgTable('inventory_items', {
  ...standardColumns,
  /** Unique within the tenant. */
  code: text('code').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** Kind of use. */
  category: text('category', { enum: ['spare_part', 'consumable', 'chemical', 'tubular', 'tool', 'safety', 'fuel', 'other'] }).notNull().default(sql`'other'::text`),
  /** Unit of its count: each, m, kg, gal. */
  unit: text('unit').notNull().default(sql`'each'::text`),
  /** Where it is kept. */
  warehouse: text('warehouse').notNull().default(sql`''::text`),
  /** Where it is kept there. */
  shelf: text('shelf').notNull().default(sql`''::text`),
  /** Below it, it is to be ordered. */
  minimumQuantity: numeric('minimum_quantity', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Quantity that fits. */
  maximumQuantity: numeric('maximum_quantity', { precision: 18, scale: 4 }),
  /** Cost of one unit. */
  standardCost: numeric('standard_cost', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Currency of the cost. */
  currency: text('currency').notNull().default(sql`'USD'::text`),
  /** Who usually delivers it. */
  supplierId: uuid('supplier_id'),
  /** From order to delivery. */
  leadTimeDays: integer('lead_time_days'),
  /** False for what is no longer ordered. */
  active: boolean('active').notNull().default(sql`true`),
}, (table) => [
  foreignKey({ name: 'inventory_items_from_supplier', columns: [table.tenantId, table.supplierId], foreignColumns: [businessPartners.tenantId, businessPartners.id] }).onDelete('set null'),
]);
export type InventoryItem = typeof inventoryItems.$inferSelect;
export type NewInventoryItem = typeof inventoryItems.$inferInsert;

/** Movements into stock and out of it. The stock is their sum. */
export const inventoryTransactions = pgTable('inventory_transactions', {
  ...standardColumns,
  /** The item. */
  inventoryItemId: uuid('inventory_item_id').notNull(),
  /** Why. */
  kind: text('kind', { enum: ['receipt', 'issue', 'return', 'adjustment', 'transfer_in', 'transfer_out', 'scrap'] }).notNull(),
  /** When. */
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** In the item's unit: positive in, negative out. */
  quantity: numeric('quantity', { precision: 18, scale: 4 }).notNull(),
  /** Cost of one unit. */
  unitCost: numeric('unit_cost', { precision: 18, scale: 4 }),
  /** Currency of the cost. */
  currency: text('currency'),
  /** Kind of document that asked for it. */
  referenceType: text('reference_type', { enum: ['purchase_order', 'work_order', 'count'] }),
  /** Its id. */
  referenceId: uuid('reference_id'),
  /** For people. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'inventory_transactions_of_item', columns: [table.tenantId, table.inventoryItemId], foreignColumns: [inventoryItems.tenantId, inventoryItems.id] }).onDelete('restrict'),
]);
export type InventoryTransaction = typeof inventoryTransactions.$inferSelect;
export type NewInventoryTransaction = typeof inventoryTransactions.$inferInsert;

/** Present stock: sums of inventory_transactions. */
export const inventoryLevels = pgView('inventory_levels', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** The item. */
  inventoryItemId: uuid('inventory_item_id'),
  /** Code of the item. */
  code: text('code'),
  /** Name of the item. */
  name: text('name'),
  /** Unit of its count. */
  unit: text('unit'),
  /** In that unit. */
  quantityOnHand: numeric('quantity_on_hand'),
  /** Below it, it is to be ordered. */
  minimumQuantity: numeric('minimum_quantity', { precision: 18, scale: 4 }),
  /** Whether it is to be ordered. */
  belowMinimum: boolean('below_minimum'),
  /** At standard cost. */
  value: numeric('value'),
  /** Currency of the value. */
  currency: text('currency'),
  /** When something last came or went. */
  lastMovedAt: timestamp('last_moved_at', { withTimezone: true }),
}).existing();
export type InventoryLevel = typeof inventoryLevels.$inferSelect;
