DELETE FROM permissions WHERE code IN ('shift-log.read', 'shift-log.write');
DROP TABLE shift_log_entries;
