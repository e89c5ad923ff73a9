DELETE FROM permissions WHERE code = 'notifications.manage';
DROP TABLE deliveries;
DROP TABLE notification_rules;
DROP TABLE notification_channels;
DROP TABLE job_runs;
DROP SCHEMA jobs CASCADE;
