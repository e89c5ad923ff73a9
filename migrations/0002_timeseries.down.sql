DROP FUNCTION timeseries.quality_code(integer);
DROP FUNCTION timeseries.quality(integer);
DROP FUNCTION timeseries.ensure_sample_partitions(timestamptz, timestamptz);
DROP TABLE timeseries.sample_rows;
DROP TABLE timeseries.tags;
DROP TABLE timeseries.sources;
DROP SCHEMA timeseries;
