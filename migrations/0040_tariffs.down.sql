DROP TABLE carbon_factors;
DROP TABLE energy_tariff_periods;
DROP TABLE energy_tariffs;
