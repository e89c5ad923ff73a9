DELETE FROM permissions WHERE code IN ('reports.read', 'reports.write');
DROP TABLE report_runs;
DROP TABLE report_definitions;
