-- A collector tells servers elsewhere here that it works, how it does, and the newest value of each of its tags.
-- `timeseries.sources.spool_id` says which collector feeds a source.

-- Both tables are unlogged: a collector tells everything anew when it connects, and the write-ahead log has better things to carry.
CREATE UNLOGGED TABLE timeseries.collectors (
  spool_id      uuid        PRIMARY KEY,
  tenant_id     uuid        NOT NULL REFERENCES tenants (id),
  run_id        uuid        NOT NULL,
  host          text        NOT NULL,
  started_at    timestamptz NOT NULL,
  heard_at      timestamptz NOT NULL,
  stopped_at    timestamptz,
  revision      bigint      NOT NULL,
  tags_revision bigint      NOT NULL,
  report        jsonb       NOT NULL CHECK (jsonb_typeof(report) = 'object')
) WITH (fillfactor = 50);
CALL internal.updated_in_place('timeseries.collectors');
CREATE INDEX collectors_by_tenant ON timeseries.collectors (tenant_id);
CALL internal.describe('timeseries.collectors', $$
Collectors that run apart from the servers, each with what it told last.
spool_id: Its spool.
tenant_id: Whose sources it collects from.
run_id: Another one after each new connection: whatever was told before is to be read again.
host: Name of its machine.
started_at: When it connected.
heard_at: When it told something last, by the clock of the database. Nothing is known of its tags once that is too long ago.
stopped_at: When it stopped in good order; null while it runs.
revision: Revision of its newest live values.
tags_revision: Changes with the list of its tags.
report: How it does: sources, sinks, spool, clock and latency, as the status page shows them.
$$);
CALL internal.isolate('timeseries.collectors');
GRANT SELECT ON timeseries.collectors TO varve_app;

CREATE UNLOGGED TABLE timeseries.snapshots (
  tag_id     integer          PRIMARY KEY,
  spool_id   uuid             NOT NULL,
  revision   bigint           NOT NULL,
  "time"     timestamptz      NOT NULL,
  value      double precision,
  text_value text,
  status     integer          NOT NULL
) WITH (fillfactor = 50);
CALL internal.updated_in_place('timeseries.snapshots');
CALL internal.describe('timeseries.snapshots', $$
The newest sample of each tag of the collectors that run apart from the servers, before filters and sooner than it is stored.
tag_id: The tag.
spool_id: The spool of the collector that told it.
revision: The turn of that collector in which it was told, rising within a run.
time: When the value was measured.
value: In the unit of the tag; null where a bad sample has none, and for texts.
text_value: For text tags only; null where a bad sample has none.
status: OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.
$$);
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.snapshots TO varve_system;

CREATE VIEW live_values WITH (security_barrier = true) AS
SELECT l.tag_id, l.spool_id, l.revision, l.time, l.value, l.text_value, l.status
FROM timeseries.snapshots l JOIN timeseries.tags t ON t.id = l.tag_id
WHERE t.tenant_id = (SELECT internal.current_tenant()) OR (SELECT internal.is_system());
CALL internal.describe('live_values', $$
The newest samples of the tenant's tags, as collectors that run apart tell them. Whether a collector is still heard of is in timeseries.collectors.
tag_id: The tag.
spool_id: The spool of the collector that told it.
revision: The turn of that collector in which it was told, rising within a run.
time: When the value was measured.
value: In the unit of the tag; null where a bad sample has none, and for texts.
text_value: For text tags only; null where a bad sample has none.
status: OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain.
$$);
GRANT SELECT ON live_values TO varve_app, varve_system;
