DROP TABLE artificial_lift;
DROP TABLE well_downtime;
DROP VIEW production_monthly;
DROP TABLE production_daily;
