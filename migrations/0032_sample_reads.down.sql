DROP FUNCTION timeseries.newest(integer[]);
DROP FUNCTION timeseries.newest_row_time();
DROP FUNCTION timeseries.outline(integer, timestamptz, timestamptz, interval);
DROP FUNCTION timeseries.count_samples(integer, timestamptz, timestamptz);
DROP FUNCTION timeseries.aggregate(integer, timestamptz, timestamptz, interval);
DROP FUNCTION timeseries.last_before(integer, timestamptz, interval);
DROP FUNCTION timeseries.read(integer, timestamptz, timestamptz);
DROP FUNCTION timeseries.read_many(integer[], timestamptz, timestamptz);
DROP FUNCTION timeseries.counted(double precision, integer);
