DROP VIEW channels;
DROP TABLE timeseries.tags;
DROP TABLE timeseries.sources;
DROP SCHEMA timeseries;
