CREATE OR REPLACE FUNCTION timeseries.keep_accounts(series_name text, at timestamptz)
RETURNS TABLE (action text, relation text, row_count bigint) LANGUAGE plpgsql AS $$
BEGIN
  RETURN;
END $$;
DROP FUNCTION timeseries.keep_energy_accounts(uuid, timestamptz, timestamptz, timestamptz);
DROP FUNCTION timeseries.account_for_energy(uuid, timestamptz, timestamptz);
DROP FUNCTION energy_pieces(uuid, timestamptz, timestamptz, timestamptz[]);
DROP FUNCTION cut_account(energy_accounts, timestamptz[]);
DROP TYPE energy_piece;
DROP FUNCTION unaccounted_spans(uuid);
