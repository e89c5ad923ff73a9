DROP TABLE kpi_summaries;
