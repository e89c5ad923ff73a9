DROP FUNCTION internal.newest_migration;
UPDATE tenants SET language = 'es' WHERE language IS NULL;
COMMENT ON COLUMN tenants.language IS 'Language of pages and messages, where a user chose none.';
ALTER TABLE tenants ALTER COLUMN language SET DEFAULT 'es', ALTER COLUMN language SET NOT NULL;
