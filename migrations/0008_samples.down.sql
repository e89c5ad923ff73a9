DROP FUNCTION timeseries.stored_until(integer);
DROP TABLE timeseries.ingest_ledger;
DROP FUNCTION timeseries.mean(double precision, double precision, double precision);
DROP FUNCTION timeseries.shrunk(double precision);
DROP FUNCTION timeseries.counted(double precision, integer);
DROP FUNCTION timeseries.quality_code(integer);
DROP FUNCTION timeseries.quality(integer);
DROP TABLE timeseries.sample_rows;
