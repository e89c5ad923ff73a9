DELETE FROM permissions WHERE code LIKE 'payroll.%';
DROP TABLE payroll_entries;
DROP TABLE payroll_runs;
