DROP FUNCTION timeseries.maintain(text, timestamptz);
DROP FUNCTION timeseries.drop_expired(text, timestamptz);
DROP FUNCTION timeseries.drop_before(regclass, timestamptz);
DROP FUNCTION timeseries.partition_bounds(regclass);
DROP VIEW timeseries.policies;
DROP FUNCTION timeseries.has_policy(text, text);
DROP FUNCTION timeseries.adopt_engine();
DROP PROCEDURE timeseries.convert_to_continuous_aggregate(text);
DROP PROCEDURE timeseries.convert_to_hypertable(regclass, interval);
