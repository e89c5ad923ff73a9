-- Well performance and decline in SQL. Outside of its domain a function gives null, never a number that only looks like one.

CREATE FUNCTION calculate_vogel_max_rate(q_test double precision, p_reservoir double precision, p_test double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN q_test >= 0 AND q_test < 'infinity' AND p_reservoir > 0 AND p_reservoir < 'infinity' AND p_test >= 0 AND p_test < p_reservoir
  THEN q_test / ((1 - p_test / p_reservoir) * (1 + 0.8 * p_test / p_reservoir)) END;
COMMENT ON FUNCTION calculate_vogel_max_rate IS
  'Open flow of a solution-gas-drive well from one test, in the unit of the rate: q / (1 - 0.2 x - 0.8 x^2), x = p_test / p_reservoir. Vogel (1968).';

CREATE FUNCTION calculate_ipr_vogel(p_reservoir double precision, p_wellbore double precision, q_test double precision, p_test double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN p_reservoir > 0 AND p_wellbore >= 0 AND p_wellbore <= p_reservoir
  THEN calculate_vogel_max_rate(q_test, p_reservoir, p_test) * (1 - p_wellbore / p_reservoir) * (1 + 0.8 * p_wellbore / p_reservoir) END;
COMMENT ON FUNCTION calculate_ipr_vogel IS
  'Rate at a flowing pressure by Vogel''s curve through one test: at p_test it gives q_test. Pressures all gauge or all absolute.';

-- ln(1 + b x) / b, also where b x is so small that 1 + b x loses it; x where b is 0.
CREATE FUNCTION internal.arps_log_drop(x double precision, b double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN b * x < 1e-3 THEN x * (1 - b * x * (1 / 2.0::double precision - b * x * (1 / 3.0::double precision
    - b * x * (1 / 4.0::double precision - b * x * (1 / 5.0::double precision - b * x / 6)))))
  ELSE ln(1 + b * x) / b END;
COMMENT ON FUNCTION internal.arps_log_drop IS 'Natural logarithm of initial rate by rate of an Arps decline; x is nominal decline by time.';

-- (1 - e^-(c x)) / c, also where c is near 0; x where it is 0.
CREATE FUNCTION internal.exponential_volume(x double precision, c double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN abs(c * x) < 1e-3 THEN x * (1 - c * x * (1 / 2.0::double precision - c * x * (1 / 6.0::double precision
    - c * x * (1 / 24.0::double precision - c * x * (1 / 120.0::double precision - c * x / 720)))))
  -- PostgreSQL refuses to underflow: e^-600 is nothing.
  WHEN c * x > 600 THEN 1 / c
  ELSE (1 - exp(- c * x)) / c END;
COMMENT ON FUNCTION internal.exponential_volume IS 'Integral of e^-(c x) from 0 to x.';

CREATE FUNCTION calculate_arps_decline(q_initial double precision, decline_rate double precision, b double precision, time_days double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN q_initial > 0 AND decline_rate >= 0 AND b >= 0 AND time_days >= 0
  AND q_initial < 'infinity' AND decline_rate < 'infinity' AND b < 'infinity' AND time_days < 'infinity'
  THEN CASE WHEN internal.arps_log_drop(decline_rate * time_days / 365.25, b) > 600 THEN 0
    ELSE q_initial * exp(- internal.arps_log_drop(decline_rate * time_days / 365.25, b)) END END;
COMMENT ON FUNCTION calculate_arps_decline IS
  'Rate after time_days; decline_rate is the nominal initial decline per year of 365.25 days, b the hyperbolic exponent. Arps (1945).';

CREATE FUNCTION calculate_exponential_decline(q_initial double precision, decline_rate double precision, time_days double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN calculate_arps_decline(q_initial, decline_rate, 0, time_days);
COMMENT ON FUNCTION calculate_exponential_decline IS 'Rate after time_days of a constant nominal decline per year of 365.25 days: Arps with b = 0.';

CREATE FUNCTION calculate_hyperbolic_decline(q_initial double precision, decline_rate double precision, b double precision, time_days double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN calculate_arps_decline(q_initial, decline_rate, b, time_days);
COMMENT ON FUNCTION calculate_hyperbolic_decline IS 'Rate after time_days of a hyperbolic decline: calculate_arps_decline by its other name.';

CREATE FUNCTION calculate_harmonic_decline(q_initial double precision, decline_rate double precision, time_days double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN calculate_arps_decline(q_initial, decline_rate, 1, time_days);
COMMENT ON FUNCTION calculate_harmonic_decline IS 'Rate after time_days of a harmonic decline: Arps with b = 1.';

CREATE FUNCTION calculate_arps_cumulative(q_initial double precision, decline_rate double precision, b double precision, time_days double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN q_initial > 0 AND decline_rate >= 0 AND b >= 0 AND time_days >= 0
  AND q_initial < 'infinity' AND decline_rate < 'infinity' AND b < 'infinity' AND time_days < 'infinity' THEN
  CASE WHEN decline_rate = 0 THEN q_initial * time_days
    ELSE q_initial * 365.25 / decline_rate
      * internal.exponential_volume(internal.arps_log_drop(decline_rate * time_days / 365.25, b), 1 - b) END END;
COMMENT ON FUNCTION calculate_arps_cumulative IS
  'Volume of the first time_days, in the volume of a rate per day; decline_rate is the nominal initial decline per year of 365.25 days.';
