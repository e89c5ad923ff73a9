DROP FUNCTION timeseries.ensure_text_partitions(timestamptz, timestamptz);
DELETE FROM timeseries.sample_policies WHERE series = 'text_samples';
DROP VIEW text_samples;
DROP VIEW timeseries.text_samples_by_name;
DROP TABLE timeseries.text_samples;
