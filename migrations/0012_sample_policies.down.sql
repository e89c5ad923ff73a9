DROP VIEW timeseries.policies;
DROP FUNCTION timeseries.maintain_samples(timestamptz);
DROP FUNCTION timeseries.adopt_sample_policies(timeseries.sample_policies, regclass, interval);
DROP FUNCTION timeseries.ensure_sample_partitions(timestamptz, timestamptz);
DROP FUNCTION timeseries.make_partitions(regclass, interval, timestamptz, timestamptz);
DROP FUNCTION timeseries.chunk_interval_for(double precision);
DROP FUNCTION timeseries.sample_storage();
DROP FUNCTION timeseries.tables_of(timeseries.sample_policies);
DROP TABLE timeseries.sample_policies;
