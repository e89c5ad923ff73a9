DROP TABLE invoice_lines;
DROP TABLE invoices;
DROP TABLE purchase_order_lines;
DROP TABLE purchase_orders;
DROP VIEW inventory_levels;
DROP TABLE inventory_transactions;
DROP TABLE inventory_items;
DROP TABLE business_partners;
