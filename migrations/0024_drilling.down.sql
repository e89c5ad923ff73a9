DROP TABLE drilling_mud_properties;
DROP TABLE drilling_bha;
DROP TABLE drilling_daily_reports;
DROP TABLE drilling_programs;
