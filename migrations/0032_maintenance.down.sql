DELETE FROM permissions WHERE code LIKE 'maintenance.%' OR code = 'permits.issue';
DROP TABLE work_orders;
