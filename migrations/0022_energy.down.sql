DROP TABLE anomalies;
DROP VIEW machines_current_status;
DROP TABLE machine_status;
DROP TABLE energy_baselines;
DROP TABLE carbon_factors;
DROP TABLE energy_tariff_periods;
DROP TABLE energy_tariffs;
