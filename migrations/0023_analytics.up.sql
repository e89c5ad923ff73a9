-- Data from other systems, and what was worked out from them.
CREATE TABLE data_sources (
  LIKE internal.standard_columns INCLUDING ALL,
  name           text NOT NULL CHECK (name <> ''),
  kind           text NOT NULL CHECK (kind IN ('csv', 'excel', 'api', 'database', 'webhook', 'manual')),
  settings       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  secret_name    text CHECK (secret_name <> ''),
  enabled        boolean NOT NULL DEFAULT true,
  schedule       text CHECK (schedule <> ''),
  last_run_at    timestamptz,
  last_error     text
);
CREATE UNIQUE INDEX data_sources_name_in_tenant ON data_sources (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('data_sources', $$
Connectors to other systems.
name: Unique within the tenant.
kind: What it connects to.
settings: Everything that it needs but secrets.
secret_name: Under which name the vault or the environment has its secret.
enabled: False keeps it and does not run it.
schedule: Cron expression; null for one that is only run by hand.
last_run_at: When it last ran.
last_error: Why the last run failed; null where it did not.
$$);
ALTER TABLE anomalies ADD CONSTRAINT anomalies_from_data_source FOREIGN KEY (tenant_id, data_source_id)
  REFERENCES data_sources (tenant_id, id) ON DELETE SET NULL (data_source_id);
CREATE INDEX anomalies_by_data_source ON anomalies (tenant_id, data_source_id) WHERE data_source_id IS NOT NULL;

CREATE TABLE processed_data (
  LIKE internal.standard_columns INCLUDING ALL,
  data_source_id uuid        NOT NULL,
  record_type    text        NOT NULL CHECK (record_type <> ''),
  external_id    text,
  recorded_at    timestamptz NOT NULL,
  data           jsonb       NOT NULL CHECK (jsonb_typeof(data) = 'object'),
  content_hash   bytea       NOT NULL CHECK (length(content_hash) = 32),
  CONSTRAINT processed_data_from_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX processed_data_stored_once ON processed_data (tenant_id, data_source_id, content_hash);
CREATE INDEX processed_data_newest_of_source ON processed_data (tenant_id, data_source_id, recorded_at DESC);
CREATE INDEX processed_data_by_content ON processed_data USING gin (data jsonb_path_ops);
CALL internal.tenant_table('processed_data', $$
Records of data sources, cleaned and in one form.
data_source_id: Where it comes from.
record_type: What it is: sale, ticket, reading.
external_id: Its id over there.
recorded_at: When it happened over there.
data: Its fields by their names.
content_hash: SHA-256 of the record as it came: it is not stored twice.
$$, audited => false);

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
data_source_id: What it was worked out from; null for several or none.
kpi_name: Which figure: sales_mom, avg_ticket, specific_energy.
kpi_value: In the unit beside it.
unit: Unit of the value.
period_start: First moment that it covers.
period_end: First moment that it does not cover any more.
calculated_at: When it was worked out.
metadata: What else is known of it.
$$, audited => false);

CREATE TABLE text_summaries (
  LIKE internal.standard_columns INCLUDING ALL,
  data_source_id  uuid,
  content         text NOT NULL CHECK (content <> ''),
  language        text NOT NULL DEFAULT 'es' CHECK (language ~ '^[a-z]{2}$'),
  sentiment       text CHECK (sentiment IN ('negative', 'neutral', 'positive')),
  sentiment_score quantity CHECK (sentiment_score BETWEEN -1 AND 1),
  keywords        jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(keywords) = 'array'),
  embedding       real[],
  embedding_model text CHECK (embedding_model <> ''),
  CONSTRAINT text_summaries_from_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT text_summaries_embedding_has_384_dimensions CHECK (cardinality(embedding) = 384 AND array_ndims(embedding) = 1
    AND array_position(embedding, NULL) IS NULL),
  CONSTRAINT text_summaries_embedding_has_model CHECK ((embedding IS NULL) = (embedding_model IS NULL))
);
CREATE INDEX text_summaries_newest ON text_summaries (tenant_id, created_at DESC);
CREATE INDEX text_summaries_by_source ON text_summaries (tenant_id, data_source_id) WHERE data_source_id IS NOT NULL;
CREATE INDEX text_summaries_by_sentiment ON text_summaries (tenant_id, sentiment, created_at DESC);
CREATE INDEX text_summaries_by_keyword ON text_summaries USING gin (keywords);
CALL internal.tenant_table('text_summaries', $$
Texts with what was read out of them.
data_source_id: Where it comes from.
content: The text.
language: ISO 639-1.
sentiment: As the model judged it.
sentiment_score: -1 to 1.
keywords: A list of words.
embedding: 384 numbers that place it among other texts; an index over them where pgvector is.
embedding_model: Embeddings of different models cannot be compared.
$$, audited => false);

-- The nearest texts by cosine distance, of one model. Uses pgvector and its index where it is installed.
CREATE FUNCTION nearest_texts(query_embedding real[], model text, result_count integer DEFAULT 10)
RETURNS TABLE (text_summary_id uuid, content text, cosine_distance double precision) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF cardinality(query_embedding) IS DISTINCT FROM 384 THEN
    RAISE EXCEPTION 'expected an embedding of 384 numbers, got %', coalesce(cardinality(query_embedding), 0)
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
    RETURN QUERY EXECUTE
      'SELECT t.id, t.content, t.embedding::vector(384) <=> $1::vector(384) FROM public.text_summaries t
       WHERE t.embedding IS NOT NULL AND t.embedding_model = $2 AND t.deleted_at IS NULL
       ORDER BY t.embedding::vector(384) <=> $1::vector(384) LIMIT $3'
      USING query_embedding, model, result_count;
  ELSE
    RETURN QUERY
      SELECT t.id, t.content, 1 - d.dot / nullif(sqrt(d.own) * sqrt(d.other), 0)
      FROM public.text_summaries t
      CROSS JOIN LATERAL (
        SELECT sum(a::double precision * b) AS dot, sum(a::double precision * a) AS own, sum(b::double precision * b) AS other
        FROM unnest(t.embedding, query_embedding) AS pair (a, b)) AS d
      WHERE t.embedding IS NOT NULL AND t.embedding_model = model AND t.deleted_at IS NULL
      ORDER BY 3 LIMIT result_count;
  END IF;
END $$;
COMMENT ON FUNCTION nearest_texts IS 'Texts of the tenant that are nearest to an embedding of the same model, by cosine distance.';

CREATE TABLE trend_signals (
  LIKE internal.standard_columns INCLUDING ALL,
  sector       text NOT NULL CHECK (sector <> ''),
  term         text NOT NULL CHECK (term <> ''),
  period_start timestamptz NOT NULL,
  period_end   timestamptz NOT NULL,
  frequency    integer NOT NULL CHECK (frequency >= 0),
  change_percent quantity,
  status       text NOT NULL CHECK (status IN ('emergent', 'stable', 'declining')),
  metadata     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  CONSTRAINT trend_signals_end_after_start CHECK (period_end > period_start)
);
CREATE UNIQUE INDEX trend_signals_once_per_period ON trend_signals (tenant_id, sector, term, period_start, period_end) WHERE deleted_at IS NULL;
CREATE INDEX trend_signals_by_period ON trend_signals (tenant_id, period_start, period_end);
CREATE INDEX trend_signals_strongest ON trend_signals (tenant_id, status, change_percent DESC);
CALL internal.tenant_table('trend_signals', $$
Words that come up more or less than before.
sector: Line of business.
term: The word.
period_start: First moment that was looked at.
period_end: First moment that was not looked at any more.
frequency: How often it came up.
change_percent: Against the period before; null where it had not come up.
status: What the change means.
metadata: What else is known of it.
$$, audited => false);

CREATE TABLE clusters (
  LIKE internal.standard_columns INCLUDING ALL,
  subject_type         text    NOT NULL CHECK (subject_type IN ('well', 'machine', 'tag', 'business_partner', 'data_source', 'other')),
  subject_id           text    NOT NULL CHECK (subject_id <> ''),
  cluster_number       integer NOT NULL CHECK (cluster_number >= -1),
  cluster_name         text,
  features             jsonb   NOT NULL CHECK (jsonb_typeof(features) = 'object'),
  centroid             double precision[] NOT NULL,
  distance_to_centroid quantity NOT NULL CHECK (distance_to_centroid >= 0),
  silhouette_score     quantity CHECK (silhouette_score BETWEEN -1 AND 1),
  CONSTRAINT clusters_centroid_is_a_point CHECK (cardinality(centroid) > 0 AND internal.all_finite(centroid))
);
CREATE UNIQUE INDEX clusters_one_per_subject ON clusters (tenant_id, subject_type, subject_id) WHERE deleted_at IS NULL;
CREATE INDEX clusters_by_number ON clusters (tenant_id, cluster_number);
CREATE INDEX clusters_by_feature ON clusters USING gin (features jsonb_path_ops);
CALL internal.tenant_table('clusters', $$
Which group a thing belongs to by its features.
subject_type: What kind of thing.
subject_id: Its id.
cluster_number: The group; -1 for none.
cluster_name: For people.
features: What was compared, by name.
centroid: Middle of the group, in the order of the features' names.
distance_to_centroid: In the space of the features.
silhouette_score: How well it fits: -1 to 1.
$$, audited => false);

CREATE VIEW anomaly_log WITH (security_invoker = true) AS
SELECT id, tenant_id, data_source_id, quantity_name AS kpi_name, detected_at, value, expected_value, deviation, reason, severity, method, metadata
FROM anomalies WHERE machine_id IS NULL AND well_id IS NULL AND tag_id IS NULL AND deleted_at IS NULL;
CALL internal.describe('anomaly_log', $$
Anomalies of key figures: those of `anomalies` that are about no machine, well or tag.
id: Names the row in anomalies.
tenant_id: Whose row this is.
data_source_id: The data source that the figure was worked out from.
kpi_name: Which figure.
detected_at: When it was seen.
value: What was found.
expected_value: What was expected.
deviation: In standard deviations.
reason: In words.
severity: How bad.
method: How it was found.
metadata: What else the method says.
$$);
GRANT SELECT ON anomaly_log TO varve_app, varve_system;
