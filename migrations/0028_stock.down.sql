DROP VIEW inventory_levels;
DROP TABLE inventory_transactions;
DROP TABLE inventory_items;
DROP TABLE business_partners;
