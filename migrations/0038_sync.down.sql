DROP TABLE sync.sync_log;
DROP TABLE sync.sync_outbox;
DROP SCHEMA sync;
