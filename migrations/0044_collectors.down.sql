DROP VIEW live_values;
DROP TABLE timeseries.snapshots;
DROP TABLE timeseries.collectors;
ALTER TABLE timeseries.sources DROP COLUMN spool_id;
