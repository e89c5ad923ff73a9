DROP TABLE well_completions;
DROP TABLE reserves;
DROP TABLE pvt_data;
DROP TABLE reservoir_zones;
DROP TABLE reservoirs;
