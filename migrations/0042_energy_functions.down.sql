DROP FUNCTION tariff_times(uuid, timestamptz, timestamptz);
DROP FUNCTION calculate_output(uuid, timestamptz, timestamptz);
