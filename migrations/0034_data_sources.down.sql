DROP TABLE processed_data;
DROP TABLE data_sources;
