DROP TABLE pressure_survey_points;
DROP TABLE pressure_surveys;
DROP TABLE vlp_data;
DROP TABLE ipr_data;
DROP TABLE well_tests;
DROP FUNCTION internal.all_finite(double precision[]);
