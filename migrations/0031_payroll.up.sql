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
currency: Currency of all its entries.
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
Pay of an employee in a run.
payroll_run_id: The run.
employee_id: Who is paid.
hours_worked: In the period.
gross_pay: Before deductions, in the run's currency.
deductions: Taxes, insurance, advances.
net_pay: Pay that is paid out.
details: Parts of pay and deductions by their names.
$$);

CALL internal.add_permission('payroll.read', 'See payroll runs', 'payroll');
CALL internal.add_permission('payroll.write', 'Calculate payroll runs', 'payroll');
CALL internal.add_permission('payroll.approve', 'Approve payroll runs that others calculated');
