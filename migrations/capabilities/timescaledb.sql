-- extension: timescaledb, after migration 27
-- Partitions become hypertables with their rows; what the edition can do itself, it does from now on.
SELECT timeseries.adopt_engine();
DO $$
BEGIN
  -- Migration 36 calls it by itself; it is not there before.
  IF to_regprocedure('timeseries.adopt_text_samples()') IS NOT NULL THEN
    PERFORM timeseries.adopt_text_samples();
  END IF;
END $$;
