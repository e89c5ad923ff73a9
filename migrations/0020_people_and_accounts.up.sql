-- Who works, on what, for how much; and the ledger that it ends in.
CREATE TABLE employees (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id         uuid,
  employee_number text NOT NULL CHECK (employee_number <> ''),
  full_name       text NOT NULL CHECK (full_name <> ''),
  position        text NOT NULL DEFAULT '',
  department      text NOT NULL DEFAULT '',
  supervisor_id   uuid,
  field_id        uuid,
  hired_on        date NOT NULL,
  left_on         date,
  base_salary     amount CHECK (base_salary >= 0),
  currency        currency_code,
  pay_period      text NOT NULL DEFAULT 'month' CHECK (pay_period IN ('hour', 'day', 'week', 'fortnight', 'month')),
  CONSTRAINT employees_are_users FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (user_id),
  CONSTRAINT employees_under_supervisor FOREIGN KEY (tenant_id, supervisor_id) REFERENCES employees (tenant_id, id) ON DELETE SET NULL (supervisor_id),
  CONSTRAINT employees_in_field FOREIGN KEY (tenant_id, field_id) REFERENCES fields (tenant_id, id) ON DELETE SET NULL (field_id),
  CONSTRAINT employees_leave_after_hired CHECK (left_on >= hired_on),
  CONSTRAINT employees_do_not_supervise_themselves CHECK (supervisor_id <> id),
  CONSTRAINT employees_salary_has_currency CHECK ((base_salary IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX employees_number_in_tenant ON employees (tenant_id, employee_number) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX employees_one_per_user ON employees (tenant_id, user_id) WHERE deleted_at IS NULL;
CREATE INDEX employees_by_supervisor ON employees (tenant_id, supervisor_id) WHERE supervisor_id IS NOT NULL;
CREATE INDEX employees_by_field ON employees (tenant_id, field_id) WHERE field_id IS NOT NULL;
CALL internal.tenant_table('employees', $$
People who are paid.
user_id: Their account, where they have one.
employee_number: Unique within the tenant.
full_name: As on the contract.
position: What they do.
department: Where they do it.
supervisor_id: Whom they report to.
field_id: Where they work.
hired_on: First day.
left_on: Last day; null while employed.
base_salary: For a pay period.
currency: Currency of the salary.
pay_period: What the salary is for.
$$);

CREATE TABLE payroll_runs (
  LIKE internal.standard_columns INCLUDING ALL,
  period_start date NOT NULL,
  period_end   date NOT NULL,
  pay_on       date NOT NULL,
  status       text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'approved', 'paid', 'cancelled')),
  currency     currency_code NOT NULL,
  approved_by  uuid,
  CONSTRAINT payroll_runs_approved_by FOREIGN KEY (tenant_id, approved_by) REFERENCES users (tenant_id, id),
  CONSTRAINT payroll_runs_end_after_start CHECK (period_end >= period_start AND pay_on >= period_start)
);
CREATE INDEX payroll_runs_newest ON payroll_runs (tenant_id, period_end DESC);
CALL internal.tenant_table('payroll_runs', $$
Pay days.
period_start: First day that is paid for.
period_end: Last day that is paid for.
pay_on: Day of payment.
status: How far it is.
currency: Of all its entries.
approved_by: Who approved it.
$$);

CREATE TABLE payroll_entries (
  LIKE internal.standard_columns INCLUDING ALL,
  payroll_run_id uuid NOT NULL,
  employee_id    uuid NOT NULL,
  hours_worked   quantity CHECK (hours_worked >= 0),
  gross_pay      amount NOT NULL CHECK (gross_pay >= 0),
  deductions     amount NOT NULL DEFAULT 0 CHECK (deductions >= 0),
  net_pay        numeric(18, 4) GENERATED ALWAYS AS (gross_pay::numeric - deductions::numeric) STORED,
  details        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
  CONSTRAINT payroll_entries_of_run FOREIGN KEY (tenant_id, payroll_run_id) REFERENCES payroll_runs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT payroll_entries_of_employee FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT payroll_entries_deduct_no_more_than_earned CHECK (deductions <= gross_pay)
);
CREATE UNIQUE INDEX payroll_entries_once_per_employee ON payroll_entries (tenant_id, payroll_run_id, employee_id) WHERE deleted_at IS NULL;
CREATE INDEX payroll_entries_by_employee ON payroll_entries (tenant_id, employee_id);
CALL internal.tenant_table('payroll_entries', $$
What an employee is paid in a run.
payroll_run_id: The run.
employee_id: Who is paid.
hours_worked: In the period.
gross_pay: Before deductions, in the run's currency.
deductions: Taxes, insurance, advances.
net_pay: What is paid out.
details: Parts of pay and deductions by their names.
$$);

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
description: What is to be done.
kind: Why it is done.
priority: How soon.
status: How far it is.
equipment_id: What is worked on.
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
findings: What was found and done.
$$);

CREATE TABLE ledger_accounts (
  LIKE internal.standard_columns INCLUDING ALL,
  code      text NOT NULL CHECK (code <> ''),
  name      text NOT NULL CHECK (name <> ''),
  kind      text NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
  part_of_id uuid,
  active    boolean NOT NULL DEFAULT true,
  CONSTRAINT ledger_accounts_part_of FOREIGN KEY (tenant_id, part_of_id) REFERENCES ledger_accounts (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_accounts_are_no_part_of_themselves CHECK (part_of_id <> id)
);
CREATE UNIQUE INDEX ledger_accounts_code_in_tenant ON ledger_accounts (tenant_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ledger_accounts_parts ON ledger_accounts (tenant_id, part_of_id) WHERE part_of_id IS NOT NULL;
CALL internal.tenant_table('ledger_accounts', $$
Chart of accounts.
code: Unique within the tenant.
name: For people.
kind: Where it stands in the balance.
part_of_id: The account that sums it up.
active: False when nothing more is booked on it.
$$);

CREATE TABLE ledger_entries (
  LIKE internal.standard_columns INCLUDING ALL,
  ledger_account_id uuid NOT NULL,
  booking_id        uuid NOT NULL,
  booked_on         date NOT NULL,
  description       text NOT NULL DEFAULT '',
  debit             amount NOT NULL DEFAULT 0,
  credit            amount NOT NULL DEFAULT 0,
  currency          currency_code NOT NULL,
  invoice_id        uuid,
  payroll_run_id    uuid,
  well_id           uuid,
  CONSTRAINT ledger_entries_on_account FOREIGN KEY (tenant_id, ledger_account_id) REFERENCES ledger_accounts (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_invoice FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_payroll FOREIGN KEY (tenant_id, payroll_run_id) REFERENCES payroll_runs (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_have_one_side CHECK (debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0))
);
CREATE INDEX ledger_entries_newest_of_account ON ledger_entries (tenant_id, ledger_account_id, booked_on DESC);
CREATE INDEX ledger_entries_by_booking ON ledger_entries (tenant_id, booking_id);
CREATE INDEX ledger_entries_by_invoice ON ledger_entries (tenant_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX ledger_entries_by_payroll ON ledger_entries (tenant_id, payroll_run_id) WHERE payroll_run_id IS NOT NULL;
CREATE INDEX ledger_entries_by_well ON ledger_entries (tenant_id, well_id) WHERE well_id IS NOT NULL;
CALL internal.tenant_table('ledger_entries', $$
Double-entry bookkeeping: entries with one booking_id balance.
ledger_account_id: The account.
booking_id: The same for all entries that were booked together.
booked_on: Day of the booking.
description: What it is for.
debit: One of debit and credit is above zero.
credit: One of debit and credit is above zero.
currency: Currency of the entry.
invoice_id: The invoice that it books.
payroll_run_id: The pay day that it books.
well_id: The well that it is charged to.
$$);

-- Looked at when the transaction ends, so that its entries may come one by one.
CREATE FUNCTION internal.require_balance() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  booking uuid := coalesce(NEW.booking_id, OLD.booking_id);
  off_by  text;
BEGIN
  SELECT string_agg(format('%s %s', sum, currency), ', ') INTO off_by FROM (
    SELECT currency, sum(debit::numeric - credit::numeric) AS sum FROM public.ledger_entries
    WHERE booking_id = booking AND deleted_at IS NULL GROUP BY currency) AS balance
  WHERE sum <> 0;
  IF off_by IS NOT NULL THEN
    RAISE EXCEPTION 'booking % does not balance: debit less credit is %', booking, off_by
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entries_balance', TABLE = 'ledger_entries';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.require_balance IS 'Trigger: refuses bookings whose debits and credits differ.';
CREATE CONSTRAINT TRIGGER balance AFTER INSERT OR UPDATE OR DELETE ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION internal.require_balance();
