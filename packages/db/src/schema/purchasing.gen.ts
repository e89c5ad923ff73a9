// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, foreignKey, integer, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { businessPartners, inventoryItems } from './stock.gen.ts';
import { users } from './users.gen.ts';

/** Orders to suppliers. */
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
  /** Currency of all its lines. */
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
  /** The item that is ordered; null for services and things that are not kept in stock. */
  inventoryItemId: uuid('inventory_item_id'),
  /** The thing that is ordered, in words. */
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

/** Invoices of suppliers and to customers. */
export const invoices = pgTable('invoices', {
  ...standardColumns,
  /** As its issuer numbered it. */
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
  /** Currency of all its lines. */
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
  /** The line of the order that it is for. */
  purchaseOrderLineId: uuid('purchase_order_line_id'),
  /** Purpose, in words. */
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
