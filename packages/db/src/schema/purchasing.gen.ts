// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, integer, numeric, pgTable, pgView, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { users } from './core.gen.ts';

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

/** What is kept in stock. */
export const inventoryItems = pgTable('inventory_items', {
  ...standardColumns,
  /** Unique within the tenant. */
  code: text('code').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** What it is used for. */
  category: text('category', { enum: ['spare_part', 'consumable', 'chemical', 'tubular', 'tool', 'safety', 'fuel', 'other'] }).notNull().default(sql`'other'::text`),
  /** What it is counted in: each, m, kg, gal. */
  unit: text('unit').notNull().default(sql`'each'::text`),
  /** Where it is kept. */
  warehouse: text('warehouse').notNull().default(sql`''::text`),
  /** Where it is kept there. */
  shelf: text('shelf').notNull().default(sql`''::text`),
  /** Below it, it is to be ordered. */
  minimumQuantity: numeric('minimum_quantity', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** What fits. */
  maximumQuantity: numeric('maximum_quantity', { precision: 18, scale: 4 }),
  /** Of one unit. */
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

/** What came into stock and went out. The stock is their sum. */
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
  /** Of one unit. */
  unitCost: numeric('unit_cost', { precision: 18, scale: 4 }),
  /** Currency of the cost. */
  currency: text('currency'),
  /** What asked for it. */
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

/** What was ordered from whom. */
export const purchaseOrders = pgTable('purchase_orders', {
  ...standardColumns,
  /** Unique within the tenant. */
  orderNumber: text('order_number').notNull(),
  /** Who is to deliver. */
  supplierId: uuid('supplier_id').notNull(),
  /** How far it is. */
  status: text('status', { enum: ['draft', 'requested', 'approved', 'ordered', 'partly_received', 'received', 'cancelled'] }).notNull().default(sql`'draft'::text`),
  /** Day of the order. */
  orderedOn: date('ordered_on').notNull(),
  /** Promised day of delivery. */
  expectedOn: date('expected_on'),
  /** Of all its lines. */
  currency: text('currency').notNull(),
  /** On the whole order. */
  tax: numeric('tax', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Who approved it. */
  approvedBy: uuid('approved_by'),
  /** When it was approved. */
  approvedAt: timestamp('approved_at', { withTimezone: true }),
  /** For people. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'purchase_orders_approved_by', columns: [table.tenantId, table.approvedBy], foreignColumns: [users.tenantId, users.id] }),
  foreignKey({ name: 'purchase_orders_to_supplier', columns: [table.tenantId, table.supplierId], foreignColumns: [businessPartners.tenantId, businessPartners.id] }).onDelete('restrict'),
]);
export type PurchaseOrder = typeof purchaseOrders.$inferSelect;
export type NewPurchaseOrder = typeof purchaseOrders.$inferInsert;

/** Lines of purchase orders. */
export const purchaseOrderLines = pgTable('purchase_order_lines', {
  ...standardColumns,
  /** The order. */
  purchaseOrderId: uuid('purchase_order_id').notNull(),
  /** From 1. */
  lineNumber: integer('line_number').notNull(),
  /** What is ordered; null for services and what is not kept in stock. */
  inventoryItemId: uuid('inventory_item_id'),
  /** What is ordered, in words. */
  description: text('description').notNull().default(sql`''::text`),
  /** Ordered, in the item's unit. */
  quantity: numeric('quantity', { precision: 18, scale: 4 }).notNull(),
  /** Delivered until now. */
  quantityReceived: numeric('quantity_received', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** In the order's currency. */
  unitPrice: numeric('unit_price', { precision: 18, scale: 4 }).notNull(),
  /** Quantity by price. */
  lineTotal: numeric('line_total', { precision: 18, scale: 4 }).generatedAlwaysAs(sql`round((quantity * (unit_price)::numeric), 4)`),
}, (table) => [
  foreignKey({ name: 'purchase_order_lines_of_item', columns: [table.tenantId, table.inventoryItemId], foreignColumns: [inventoryItems.tenantId, inventoryItems.id] }).onDelete('restrict'),
  foreignKey({ name: 'purchase_order_lines_of_order', columns: [table.tenantId, table.purchaseOrderId], foreignColumns: [purchaseOrders.tenantId, purchaseOrders.id] }).onDelete('cascade'),
]);
export type PurchaseOrderLine = typeof purchaseOrderLines.$inferSelect;
export type NewPurchaseOrderLine = typeof purchaseOrderLines.$inferInsert;

/** What is owed to suppliers and by customers. */
export const invoices = pgTable('invoices', {
  ...standardColumns,
  /** Of who issued it. */
  invoiceNumber: text('invoice_number').notNull(),
  /** payable: we owe it; receivable: we are owed it. */
  direction: text('direction', { enum: ['payable', 'receivable'] }).notNull(),
  /** The other side. */
  businessPartnerId: uuid('business_partner_id').notNull(),
  /** The order that it is for. */
  purchaseOrderId: uuid('purchase_order_id'),
  /** How far it is. */
  status: text('status', { enum: ['draft', 'issued', 'approved', 'partly_paid', 'paid', 'cancelled'] }).notNull().default(sql`'draft'::text`),
  /** Day of the invoice. */
  issuedOn: date('issued_on').notNull(),
  /** To be paid until then. */
  dueOn: date('due_on').notNull(),
  /** Day of the last payment. */
  paidOn: date('paid_on'),
  /** Of all its lines. */
  currency: text('currency').notNull(),
  /** On the whole invoice. */
  tax: numeric('tax', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Paid until now. */
  amountPaid: numeric('amount_paid', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** For people. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'invoices_for_order', columns: [table.tenantId, table.purchaseOrderId], foreignColumns: [purchaseOrders.tenantId, purchaseOrders.id] }).onDelete('restrict'),
  foreignKey({ name: 'invoices_with_partner', columns: [table.tenantId, table.businessPartnerId], foreignColumns: [businessPartners.tenantId, businessPartners.id] }).onDelete('restrict'),
]);
export type Invoice = typeof invoices.$inferSelect;
export type NewInvoice = typeof invoices.$inferInsert;

/** Lines of invoices. */
export const invoiceLines = pgTable('invoice_lines', {
  ...standardColumns,
  /** The invoice. */
  invoiceId: uuid('invoice_id').notNull(),
  /** From 1. */
  lineNumber: integer('line_number').notNull(),
  /** What of the order it is for. */
  purchaseOrderLineId: uuid('purchase_order_line_id'),
  /** What it is for, in words. */
  description: text('description').notNull(),
  /** Negative for a credit. */
  quantity: numeric('quantity', { precision: 18, scale: 4 }).notNull(),
  /** In the invoice's currency. */
  unitPrice: numeric('unit_price', { precision: 18, scale: 4 }).notNull(),
  /** Quantity by price. */
  lineTotal: numeric('line_total', { precision: 18, scale: 4 }).generatedAlwaysAs(sql`round((quantity * (unit_price)::numeric), 4)`),
}, (table) => [
  foreignKey({ name: 'invoice_lines_for_order_line', columns: [table.tenantId, table.purchaseOrderLineId], foreignColumns: [purchaseOrderLines.tenantId, purchaseOrderLines.id] }).onDelete('set null'),
  foreignKey({ name: 'invoice_lines_of_invoice', columns: [table.tenantId, table.invoiceId], foreignColumns: [invoices.tenantId, invoices.id] }).onDelete('cascade'),
]);
export type InvoiceLine = typeof invoiceLines.$inferSelect;
export type NewInvoiceLine = typeof invoiceLines.$inferInsert;

/** What is in stock now: sums of inventory_transactions. */
export const inventoryLevels = pgView('inventory_levels', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** The item. */
  inventoryItemId: uuid('inventory_item_id'),
  /** Of the item. */
  code: text('code'),
  /** Of the item. */
  name: text('name'),
  /** What it is counted in. */
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
