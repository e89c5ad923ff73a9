DELETE FROM permissions WHERE code LIKE 'stock.%';
DELETE FROM internal.built_in_roles WHERE name IN ('storekeeper', 'buyer', 'accountant', 'payroll', 'planner', 'technician');
DROP VIEW inventory_levels;
DROP TABLE inventory_transactions;
DROP TABLE inventory_items;
DROP TABLE business_partners;
