CREATE TABLE dashboards (
  LIKE internal.standard_columns INCLUDING ALL,
  owner_id    uuid,
  name        text NOT NULL CHECK (name <> ''),
  description text NOT NULL DEFAULT '',
  shared      boolean NOT NULL DEFAULT false,
  layout      jsonb NOT NULL CHECK (jsonb_typeof(layout) = 'object'),
  CONSTRAINT dashboards_of_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT dashboards_of_nobody_are_shared CHECK (owner_id IS NOT NULL OR shared)
);
CREATE INDEX dashboards_by_owner ON dashboards (tenant_id, owner_id) WHERE deleted_at IS NULL;
CREATE INDEX dashboards_shared_by_name ON dashboards (tenant_id, name) WHERE shared AND deleted_at IS NULL;
CALL internal.tenant_table('dashboards', $$
Pages of widgets that users put together.
owner_id: Whose it is; null for one of the tenant.
name: For people.
description: For people.
shared: Whether others of the tenant see it.
layout: Grid and widgets.
$$);
