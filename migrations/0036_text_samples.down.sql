DROP FUNCTION timeseries.adopt_text_samples();
DROP FUNCTION timeseries.ensure_text_partitions(timestamptz, timestamptz);
DELETE FROM timeseries.sample_policies WHERE series = 'text_samples';
DROP VIEW text_samples;
DROP VIEW timeseries.text_samples_by_name;
DROP TABLE timeseries.text_samples;
-- The tags stay for those who refer to them; what they were is not known any more.
UPDATE timeseries.tags SET data_type = 'digital' WHERE data_type = 'text';
ALTER TABLE timeseries.tags DROP CONSTRAINT tags_data_type_check;
ALTER TABLE timeseries.tags ADD CONSTRAINT tags_data_type_check CHECK (data_type IN ('analog', 'digital', 'counter'));
COMMENT ON COLUMN timeseries.tags.data_type IS 'analog: a measured quantity; digital: one of its states; counter: only rises, but for a reset.';
