CREATE TABLE tenants (
  id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  name       text        NOT NULL UNIQUE CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenants IS 'Organisations that share a database without seeing each other.';
COMMENT ON COLUMN tenants.name IS 'Short and unique: used in configuration files.';
COMMENT ON COLUMN tenants.id IS 'Names the tenant in every other table.';
COMMENT ON COLUMN tenants.created_at IS 'When the row was made.';
COMMENT ON COLUMN tenants.updated_at IS 'When the row was last changed.';
