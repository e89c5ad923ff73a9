CREATE TABLE work_orders (
  LIKE internal.standard_columns INCLUDING ALL,
  order_number    text NOT NULL CHECK (order_number <> ''),
  title           text NOT NULL CHECK (title <> ''),
  description     text NOT NULL DEFAULT '',
  kind            text NOT NULL CHECK (kind IN ('corrective', 'preventive', 'predictive', 'inspection', 'project')),
  priority        text NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'emergency')),
  status          text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'planned', 'in_progress', 'on_hold', 'done', 'cancelled')),
  equipment_id    uuid,
  well_id         uuid,
  machine_id      uuid,
  assigned_to_id  uuid,
  planned_start_at timestamptz,
  due_at          timestamptz,
  started_at      timestamptz,
  finished_at     timestamptz,
  labour_hours    quantity NOT NULL DEFAULT 0 CHECK (labour_hours >= 0),
  cost            amount NOT NULL DEFAULT 0 CHECK (cost >= 0),
  currency        currency_code NOT NULL DEFAULT 'USD',
  findings        text NOT NULL DEFAULT '',
  CONSTRAINT work_orders_on_equipment FOREIGN KEY (tenant_id, equipment_id) REFERENCES equipment (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT work_orders_on_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT work_orders_on_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT work_orders_assigned_to FOREIGN KEY (tenant_id, assigned_to_id) REFERENCES employees (tenant_id, id) ON DELETE SET NULL (assigned_to_id),
  CONSTRAINT work_orders_finish_after_start CHECK (finished_at >= started_at),
  CONSTRAINT work_orders_done_have_an_end CHECK ((status = 'done') <= (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX work_orders_number_in_tenant ON work_orders (tenant_id, order_number) WHERE deleted_at IS NULL;
CREATE INDEX work_orders_open_by_due_time ON work_orders (tenant_id, due_at) WHERE status NOT IN ('done', 'cancelled');
CREATE INDEX work_orders_by_equipment ON work_orders (tenant_id, equipment_id) WHERE equipment_id IS NOT NULL;
CREATE INDEX work_orders_by_well ON work_orders (tenant_id, well_id) WHERE well_id IS NOT NULL;
CREATE INDEX work_orders_by_machine ON work_orders (tenant_id, machine_id) WHERE machine_id IS NOT NULL;
CREATE INDEX work_orders_by_assignee ON work_orders (tenant_id, assigned_to_id) WHERE assigned_to_id IS NOT NULL;
CALL internal.tenant_table('work_orders', $$
Maintenance that is to be done, is done or was done.
order_number: Unique within the tenant.
title: In a few words.
description: Work to be done.
kind: Why it is done.
priority: How soon.
status: How far it is.
equipment_id: The equipment that is worked on.
well_id: The well that is worked on.
machine_id: The machine that is worked on.
assigned_to_id: Who does it.
planned_start_at: When it is to begin.
due_at: When it is to be done.
started_at: When it began.
finished_at: When it was done.
labour_hours: Spent until now.
cost: Labour and material until now.
currency: Currency of the cost.
findings: Findings, and work that was done.
$$);

CALL internal.add_permission('maintenance.read', 'See work orders', 'supervisor', 'engineer', 'operator', 'planner', 'technician', 'storekeeper');
CALL internal.add_permission('maintenance.write', 'Make, plan and report work orders', 'supervisor', 'planner', 'technician');
CALL internal.add_permission('permits.issue', 'Issue permits to work', 'supervisor');
