DROP FUNCTION aggregate_samples(integer, timestamptz, timestamptz, interval, text);
DROP FUNCTION read_samples(integer, timestamptz, timestamptz);
DROP FUNCTION timeseries.delete_samples(integer, timestamptz, timestamptz, text);
DROP FUNCTION timeseries.replace_samples(integer, timestamptz, timestamptz, text, timestamptz[], double precision[], integer[]);
