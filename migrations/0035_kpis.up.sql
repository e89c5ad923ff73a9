CREATE TABLE kpi_summaries (
  LIKE internal.standard_columns INCLUDING ALL,
  data_source_id uuid,
  kpi_name       text        NOT NULL CHECK (kpi_name <> ''),
  kpi_value      quantity    NOT NULL,
  unit           text        NOT NULL DEFAULT '',
  period_start   timestamptz NOT NULL,
  period_end     timestamptz NOT NULL,
  calculated_at  timestamptz NOT NULL DEFAULT now(),
  metadata       jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  CONSTRAINT kpi_summaries_from_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT kpi_summaries_end_after_start CHECK (period_end > period_start)
);
CREATE INDEX kpi_summaries_by_name_and_period ON kpi_summaries (tenant_id, kpi_name, period_start DESC);
CREATE INDEX kpi_summaries_by_source ON kpi_summaries (tenant_id, data_source_id) WHERE data_source_id IS NOT NULL;
CREATE UNIQUE INDEX kpi_summaries_once_per_period ON kpi_summaries
  (tenant_id, kpi_name, period_start, period_end, coalesce(data_source_id, '00000000-0000-0000-0000-000000000000')) WHERE deleted_at IS NULL;
CALL internal.tenant_table('kpi_summaries', $$
Values of key figures over periods.
data_source_id: The data source that it was worked out from; null for several or none.
kpi_name: Which figure: sales_mom, avg_ticket, specific_energy.
kpi_value: In the unit beside it.
unit: Unit of the value.
period_start: First moment that it covers.
period_end: First moment that it does not cover any more.
calculated_at: When it was worked out.
metadata: Further facts.
$$, audited => false);
