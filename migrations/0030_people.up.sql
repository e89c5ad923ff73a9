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
position: Job.
department: Where they do it.
supervisor_id: Whom they report to.
field_id: Where they work.
hired_on: First day.
left_on: Last day; null while employed.
base_salary: For a pay period.
currency: Currency of the salary.
pay_period: Period of the salary.
$$);

CALL internal.add_permission('people.read', 'See employees, without their pay', 'supervisor', 'payroll', 'planner');
CALL internal.add_permission('people.private', 'See and change pay and private data of employees', 'payroll');
CALL internal.add_permission('people.write', 'Change employees', 'payroll');
