DROP VIEW live_values;
DROP TABLE timeseries.snapshots;
DROP TABLE timeseries.collectors;
