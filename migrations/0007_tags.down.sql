DROP FUNCTION internal.tags_in_scope(uuid, text);
DROP VIEW channels;
DROP TABLE timeseries.tags;
DROP TABLE timeseries.sources;
DROP SCHEMA timeseries;
