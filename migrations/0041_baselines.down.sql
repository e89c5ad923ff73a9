DROP TABLE energy_baselines;
