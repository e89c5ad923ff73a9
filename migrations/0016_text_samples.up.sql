-- Texts as samples: the recipe that a machine runs, who is logged on, what a controller reports. They are few beside the
-- numbers, and a text fits in no column of theirs.
CREATE TABLE timeseries.text_samples (
  time   timestamptz NOT NULL,
  tag_id integer     NOT NULL,
  status integer     NOT NULL,
  value  text
) PARTITION BY RANGE (time);
-- A text is stored when it changes: rows are few, and each is looked for by its tag.
CREATE INDEX text_samples_by_tag_and_time ON timeseries.text_samples (tag_id, time);
CALL internal.describe('timeseries.text_samples', $$
Samples of text tags: a row when the text or its status has changed, and now and then while it has not.
time: When the text was read.
tag_id: The tag, without a foreign key, as in samples.
status: OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.
value: The text; null where a bad sample has none.
$$);
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.text_samples TO varve_system;

CREATE VIEW timeseries.text_samples_by_name AS
SELECT s.time, t.name AS tag, s.value, timeseries.quality(s.status) AS quality,
       timeseries.quality_code(s.status) AS quality_code, s.status, s.tag_id, t.tenant_id
FROM timeseries.text_samples s JOIN timeseries.tags t ON t.id = s.tag_id;
CALL internal.describe('timeseries.text_samples_by_name', $$
Texts by tag name, with their quality.
time: When the text was read.
tag: Name of the tag.
value: The text; null where a bad sample has none.
quality: GOOD, UNCERTAIN or BAD.
quality_code: Quality byte of OPC classic.
status: OPC UA status code as a signed integer.
tag_id: The tag.
tenant_id: Whose tag it is.
$$);

CREATE VIEW text_samples WITH (security_barrier = true) AS
SELECT s.time, s.tag_id, s.status, s.value
FROM timeseries.text_samples s JOIN timeseries.tags t ON t.id = s.tag_id
WHERE t.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system());
CALL internal.describe('text_samples', $$
Samples of the tenant's text tags.
time: When the text was read.
tag_id: The tag.
status: OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.
value: The text; null where a bad sample has none.
$$);
GRANT SELECT ON text_samples TO varve_app, varve_system;

INSERT INTO timeseries.sample_policies (series, chunk_interval, compress_after) VALUES ('text_samples', '7 days', '7 days');

CREATE FUNCTION timeseries.ensure_text_partitions(first_time timestamptz, last_time timestamptz) RETURNS void LANGUAGE sql AS $$
  SELECT timeseries.make_partitions('timeseries.text_samples', chunk_interval, first_time, last_time)
  FROM timeseries.sample_policies WHERE series = 'text_samples'
$$;
COMMENT ON FUNCTION timeseries.ensure_text_partitions IS 'Makes the partitions that texts from first_time to last_time need. Nothing to do on a hypertable.';

SELECT timeseries.ensure_text_partitions(now(), now() + interval '7 days');
