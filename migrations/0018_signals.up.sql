-- Tags that are calculated from other tags.
CREATE TABLE derived_signals (
  LIKE internal.standard_columns INCLUDING ALL,
  tag_id      integer NOT NULL,
  formula     text    NOT NULL CHECK (formula <> ''),
  enabled     boolean NOT NULL DEFAULT true,
  description text    NOT NULL DEFAULT '',
  CONSTRAINT derived_signals_into_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX derived_signals_one_per_tag ON derived_signals (tenant_id, tag_id) WHERE deleted_at IS NULL;
CALL internal.tenant_table('derived_signals', $$
Tags that are calculated from others.
tag_id: The tag that takes the result: it has name and unit.
formula: Over the names of its inputs.
enabled: False keeps the formula and does not calculate it.
description: For people.
$$);
CREATE TABLE derived_signal_inputs (
  tenant_id         uuid    NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  derived_signal_id uuid    NOT NULL,
  tag_id            integer NOT NULL,
  variable          text    NOT NULL CHECK (variable ~ '^[A-Za-z_]\w*$'),
  PRIMARY KEY (derived_signal_id, variable),
  CONSTRAINT derived_signal_inputs_of_signal FOREIGN KEY (tenant_id, derived_signal_id) REFERENCES derived_signals (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT derived_signal_inputs_from_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX derived_signal_inputs_by_tag ON derived_signal_inputs (tenant_id, tag_id);
CREATE INDEX derived_signal_inputs_of_tenant ON derived_signal_inputs (tenant_id, derived_signal_id);
CALL internal.describe('derived_signal_inputs', $$
Inputs of derived signals.
tenant_id: Whose row this is.
derived_signal_id: The signal.
tag_id: The tag that is read.
variable: Its name in the formula.
$$);
CALL internal.isolate('derived_signal_inputs');
CALL internal.keep_history('derived_signal_inputs', 'derived_signal_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON derived_signal_inputs TO varve_app;
