DROP FUNCTION wells_near(double precision, double precision, double precision);
DROP TABLE wells;
DROP TABLE fields;
