DELETE FROM permissions WHERE code LIKE 'purchasing.%';
DROP TABLE invoice_lines;
DROP TABLE invoices;
DROP TABLE purchase_order_lines;
DROP TABLE purchase_orders;
