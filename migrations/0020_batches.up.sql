CREATE TABLE batches (
  LIKE internal.standard_columns INCLUDING ALL,
  batch_number text        NOT NULL CHECK (batch_number <> ''),
  machine_id   uuid,
  product      text        NOT NULL DEFAULT '',
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  status       text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'completed', 'aborted')),
  metadata     jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  CONSTRAINT batches_on_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT batches_end_after_start CHECK (ended_at >= started_at),
  CONSTRAINT batches_that_ended_have_an_end CHECK ((status = 'active') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX batches_number_in_tenant ON batches (tenant_id, batch_number) WHERE deleted_at IS NULL;
CREATE INDEX batches_newest ON batches (tenant_id, started_at DESC);
CREATE INDEX batches_by_machine ON batches (tenant_id, machine_id, started_at DESC) WHERE machine_id IS NOT NULL;
CALL internal.tenant_table('batches', $$
Production batches: coils, charges, tank loads.
batch_number: Unique within the tenant.
machine_id: The machine that makes it.
product: Name of the product.
started_at: When it began.
ended_at: When it ended; null while it is made.
status: How far it is.
metadata: Further facts: order, grade, weight.
$$);
