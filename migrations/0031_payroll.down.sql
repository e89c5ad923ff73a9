DROP TABLE payroll_entries;
DROP TABLE payroll_runs;
