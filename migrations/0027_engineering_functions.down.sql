DROP FUNCTION calculate_arps_cumulative(double precision, double precision, double precision, double precision);
DROP FUNCTION calculate_harmonic_decline(double precision, double precision, double precision);
DROP FUNCTION calculate_hyperbolic_decline(double precision, double precision, double precision, double precision);
DROP FUNCTION calculate_exponential_decline(double precision, double precision, double precision);
DROP FUNCTION calculate_arps_decline(double precision, double precision, double precision, double precision);
DROP FUNCTION internal.exponential_volume(double precision, double precision);
DROP FUNCTION internal.arps_log_drop(double precision, double precision);
DROP FUNCTION calculate_ipr_vogel(double precision, double precision, double precision, double precision);
DROP FUNCTION calculate_vogel_max_rate(double precision, double precision, double precision);
