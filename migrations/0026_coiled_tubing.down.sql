DROP TABLE ct_fatigue_tracking;
DROP TABLE ct_jobs;
DROP TABLE ct_strings;
