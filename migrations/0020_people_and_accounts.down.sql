DROP TABLE ledger_entries;
DROP FUNCTION internal.require_balance();
DROP TABLE ledger_accounts;
DROP TABLE work_orders;
DROP TABLE payroll_entries;
DROP TABLE payroll_runs;
DROP TABLE employees;
