-- Organisations, with what their pages and bills need.
CREATE TABLE tenants (
  id           uuid          PRIMARY KEY DEFAULT gen_random_uuid(),
  name         text          NOT NULL UNIQUE CHECK (name <> ''),
  created_at   timestamptz   NOT NULL DEFAULT now(),
  updated_at   timestamptz   NOT NULL DEFAULT now(),
  display_name text,
  time_zone    text          NOT NULL DEFAULT 'UTC',
  currency     currency_code NOT NULL DEFAULT 'USD',
  language     text          NOT NULL DEFAULT 'es' CHECK (language IN ('es', 'en')),
  deleted_at   timestamptz,
  factor_roles text[]        NOT NULL DEFAULT '{admin,supervisor,engineer}',
  is_operator  boolean       NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX tenants_operator ON tenants (is_operator) WHERE is_operator;
CALL internal.describe('tenants', $$
Organisations that share a database without seeing each other.
id: Names the tenant in every other table.
name: Short and unique: used in configuration files.
created_at: When the row was made.
updated_at: When the row was last changed.
display_name: As pages and reports show it; the name where null.
time_zone: IANA name: its days begin and its tariffs hold by this clock.
currency: Currency of its costs where nothing else is said.
language: Language of pages and messages, where a user chose none.
deleted_at: When it left: set instead of removing what others refer to.
factor_roles: Names of the roles whose users need a second factor before they may do anything.
is_operator: Whether its administrators manage the other tenants: the first one that was made.
$$);
CALL internal.isolate('tenants', 'id');
CREATE TRIGGER touch BEFORE UPDATE ON tenants FOR EACH ROW EXECUTE FUNCTION internal.touch();
-- A tenant may change how it is shown, neither its id nor its name.
GRANT SELECT, UPDATE (display_name, time_zone, currency, language, factor_roles) ON tenants TO varve_app;
