DROP TABLE timeseries.ingest_ledger;
