CREATE TABLE timeseries.ingest_ledger (
  spool_id  uuid        NOT NULL,
  block_no  bigint      NOT NULL,
  row_count integer     NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (spool_id, block_no)
);
COMMENT ON TABLE timeseries.ingest_ledger IS
  'Blocks of spools that are stored: written in the transaction of their rows, so that none is stored twice.';
COMMENT ON COLUMN timeseries.ingest_ledger.spool_id IS 'The spool that the block comes from.';
COMMENT ON COLUMN timeseries.ingest_ledger.block_no IS 'Number of the block in its spool, rising.';
COMMENT ON COLUMN timeseries.ingest_ledger.row_count IS 'Rows that the block brought, those that were refused included.';
COMMENT ON COLUMN timeseries.ingest_ledger.stored_at IS 'When its transaction began.';
