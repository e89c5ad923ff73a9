-- What the runner of the migrations keeps, and a function that came before comments were asked for.
CALL internal.describe('varve_migrations', $$
Migrations that this database has.
number: As the file is numbered.
name: As the file is called.
checksum: SHA-256 of the way forward, hexadecimal: an applied file that was edited is refused.
applied_at: When.
$$);
CALL internal.describe('varve_capabilities', $$
Scripts of capabilities/ that were run here, each for an extension.
name: As the file is called.
checksum: SHA-256 of the script, hexadecimal: a changed one is run again.
version: Of the extension when it was run, with its edition: at another one it is run again.
applied_at: When.
$$);
DO $$
BEGIN
  IF to_regprocedure('timeseries.ensure_sample_partitions(timestamptz, timestamptz)') IS NOT NULL THEN
    COMMENT ON FUNCTION timeseries.ensure_sample_partitions IS 'Makes the partitions that samples of a span of time need. Nothing to do on a hypertable. Safe from many connections.';
  END IF;
END $$;
