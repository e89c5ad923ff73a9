DROP FUNCTION timeseries.drop_empty_before(regclass, timestamptz);
DROP FUNCTION timeseries.weeks_to_sort(timestamptz);
DROP FUNCTION timeseries.segments_to_merge(timestamptz, timestamptz);
DROP FUNCTION timeseries.rows_to_seal(timestamptz);
DROP FUNCTION timeseries.seal_limit(timestamptz);
DROP FUNCTION timeseries.lock_history(boolean);
