-- Anomalies, and groups of things that are alike.
CREATE TABLE anomalies (
  LIKE internal.standard_columns INCLUDING ALL,
  machine_id       uuid,
  well_id          uuid,
  tag_id           integer,
  data_source_id   uuid,
  quantity_name    text NOT NULL CHECK (quantity_name <> ''),
  detected_at      timestamptz NOT NULL,
  ended_at         timestamptz,
  value            quantity NOT NULL,
  expected_value   quantity,
  deviation        quantity,
  severity         text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  method           text NOT NULL CHECK (method <> ''),
  reason           text NOT NULL DEFAULT '',
  metadata         jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  status           text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'investigating', 'resolved', 'dismissed')),
  resolved_at      timestamptz,
  resolved_by      uuid,
  CONSTRAINT anomalies_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_of_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_from_data_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE SET NULL (data_source_id),
  CONSTRAINT anomalies_resolved_by FOREIGN KEY (tenant_id, resolved_by) REFERENCES users (tenant_id, id),
  CONSTRAINT anomalies_of_one_thing CHECK (num_nonnulls(machine_id, well_id, tag_id) <= 1),
  CONSTRAINT anomalies_end_after_start CHECK (ended_at >= detected_at),
  CONSTRAINT anomalies_resolved_have_a_time CHECK ((status = 'resolved') <= (resolved_at IS NOT NULL))
);
CREATE INDEX anomalies_newest ON anomalies (tenant_id, detected_at DESC);
CREATE INDEX anomalies_open_by_severity ON anomalies (tenant_id, severity, detected_at DESC) WHERE status IN ('open', 'investigating');
CREATE INDEX anomalies_by_machine ON anomalies (tenant_id, machine_id, detected_at DESC) WHERE machine_id IS NOT NULL;
CREATE INDEX anomalies_by_well ON anomalies (tenant_id, well_id, detected_at DESC) WHERE well_id IS NOT NULL;
CREATE INDEX anomalies_by_tag ON anomalies (tenant_id, tag_id, detected_at DESC) WHERE tag_id IS NOT NULL;
CREATE INDEX anomalies_by_data_source ON anomalies (tenant_id, data_source_id) WHERE data_source_id IS NOT NULL;
CREATE INDEX anomalies_by_quantity ON anomalies (tenant_id, quantity_name, detected_at DESC);
CALL internal.tenant_table('anomalies', $$
Deviations from the expected, of a machine, a well, a tag or a KPI, whoever found them.
machine_id: The machine that it is about.
well_id: The well that it is about.
tag_id: The tag that it is about.
data_source_id: The data source that the KPI was worked out from.
quantity_name: Quantity that deviates: power_kw, specific energy consumption, name of a KPI.
detected_at: When it was seen.
ended_at: When it was over; null while it lasts.
value: Value that was found, in the unit of the quantity.
expected_value: Value that was expected, in the same unit.
deviation: In standard deviations; below 0 for too little.
severity: How bad.
method: How it was found: z_score, ewma, baseline.
reason: In words.
metadata: Further results of the method.
status: State of its treatment.
resolved_at: When it was settled.
resolved_by: Who settled it.
$$);

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
value: Value that was found.
expected_value: Value that was expected.
deviation: In standard deviations.
reason: In words.
severity: How bad.
method: How it was found.
metadata: Further results of the method.
$$);
GRANT SELECT ON anomaly_log TO varve_app, varve_system;

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
subject_type: Kind of thing.
subject_id: Its id.
cluster_number: The group; -1 for none.
cluster_name: For people.
features: Compared figures, by name.
centroid: Middle of the group, in the order of the features' names.
distance_to_centroid: In the space of the features.
silhouette_score: How well it fits: -1 to 1.
$$, audited => false);
