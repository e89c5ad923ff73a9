DROP FUNCTION timeseries.keep_accounts(text, timestamptz);
DROP FUNCTION timeseries.keep_energy_accounts(uuid, timestamptz, timestamptz, timestamptz);
DROP FUNCTION timeseries.account_for_energy(uuid, timestamptz, timestamptz);
DROP FUNCTION energy_pieces(uuid, timestamptz, timestamptz, timestamptz[]);
DROP FUNCTION cut_account(energy_accounts, timestamptz[]);
DROP TYPE energy_piece;
DROP FUNCTION unaccounted_spans(uuid);
