DROP TABLE clusters;
DROP VIEW anomaly_log;
DROP TABLE anomalies;
