-- extension: timescaledb, after migration 39
-- Partitions become hypertables with their rows; what the edition can do itself, it does from now on.
SELECT timeseries.adopt_engine();
