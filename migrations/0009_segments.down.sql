DROP VIEW channel_data;
DROP VIEW scada_tags_ts;
DROP VIEW samples;
DROP VIEW timeseries.samples_by_name;
DROP VIEW timeseries.samples;
DROP FUNCTION timeseries.open_segment;
DROP FUNCTION timeseries.expand_runs(integer[], integer[]);
DROP TABLE timeseries.segments;
