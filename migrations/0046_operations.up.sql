-- Figures of the database itself, by views that every PostgreSQL has.
CREATE VIEW internal.table_sizes AS
SELECT n.nspname AS schema_name, c.relname AS table_name,
       CASE WHEN c.relkind = 'p' THEN 'partitioned' ELSE 'table' END AS kind,
       count(*) AS part_count,
       sum(pg_table_size(leaf.oid))::bigint AS table_bytes, sum(pg_indexes_size(leaf.oid))::bigint AS index_bytes,
       sum(pg_total_relation_size(leaf.oid))::bigint AS total_bytes,
       sum(greatest(leaf.reltuples, 0))::bigint AS estimated_rows
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  -- What inherits from a table are its partitions, or the chunks of a hypertable.
  SELECT t.oid, t.reltuples FROM pg_class t
  WHERE t.relkind = 'r' AND (t.oid = c.oid OR t.oid IN (
    WITH RECURSIVE below (id) AS (
      SELECT inhrelid FROM pg_inherits WHERE inhparent = c.oid UNION SELECT inhrelid FROM below JOIN pg_inherits ON inhparent = id)
    SELECT id FROM below))) AS leaf
WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'timeseries', 'sync', 'internal')
  AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid)
GROUP BY n.nspname, c.relname, c.relkind;
CALL internal.describe('internal.table_sizes', $$
Bytes of every table with its indexes, partitions and chunks.
schema_name: Schema.
table_name: Table.
kind: table or partitioned.
part_count: How many partitions or chunks it lies in, itself counted.
table_bytes: Rows and what is stored out of line.
index_bytes: Indexes.
total_bytes: All of it.
estimated_rows: As of the last analyze.
$$);

CREATE VIEW internal.bloat AS
SELECT schemaname AS schema_name, relname AS table_name, n_live_tup AS live_rows, n_dead_tup AS dead_rows,
       n_dead_tup::double precision / nullif(n_live_tup + n_dead_tup, 0) AS dead_fraction,
       greatest(last_vacuum, last_autovacuum) AS vacuumed_at, greatest(last_analyze, last_autoanalyze) AS analyzed_at,
       pg_total_relation_size(relid) AS total_bytes
FROM pg_stat_user_tables;
CALL internal.describe('internal.bloat', $$
Rows that vacuum has still to remove.
schema_name: Schema.
table_name: Table or partition.
live_rows: As the statistics count.
dead_rows: As the statistics count.
dead_fraction: Fraction of all rows; null for an empty table.
vacuumed_at: When it was last vacuumed.
analyzed_at: When it was last analyzed.
total_bytes: Rows and indexes.
$$);

CREATE VIEW internal.long_transactions AS
SELECT pid AS process_id, application_name, usename AS role_name, client_addr AS client_address, state, wait_event_type, wait_event,
       xact_start AS started_at, extract(epoch FROM clock_timestamp() - xact_start)::double precision AS age_s,
       pg_blocking_pids(pid) AS blocked_by, left(query, 500) AS query
FROM pg_stat_activity
WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database();
CALL internal.describe('internal.long_transactions', $$
Transactions that are open now: an old one keeps vacuum from its work.
process_id: Server process.
application_name: As the client calls itself: varve migrate.
role_name: Who is logged in.
client_address: Where from; null for a local socket.
state: active, or idle in transaction.
wait_event_type: Kind of event that it waits for.
wait_event: Event that it waits for.
started_at: When the transaction began.
age_s: How long ago.
blocked_by: Processes that it waits for.
query: Its last query, the beginning of it.
$$);

-- A function, since the extension may come and go, and its columns have changed their names.
CREATE FUNCTION internal.slow_queries(result_count integer DEFAULT 20)
RETURNS TABLE (query text, calls bigint, total_ms double precision, mean_ms double precision, max_ms double precision, row_count bigint, hit_fraction double precision)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  home text := (SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_stat_statements');
BEGIN
  IF home IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format('SELECT left(query, 500), calls, total_exec_time, mean_exec_time, max_exec_time, rows,
      shared_blks_hit::double precision / nullif(shared_blks_hit + shared_blks_read, 0)
    FROM %s.pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ORDER BY mean_exec_time DESC LIMIT $1', home) USING result_count;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
  RETURN; -- Created, but not loaded at the start of the server.
END $$;
COMMENT ON FUNCTION internal.slow_queries IS 'Slowest statements on average since the statistics were reset; nothing where pg_stat_statements is not installed and loaded.';
REVOKE ALL ON FUNCTION internal.slow_queries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.slow_queries TO varve_system;

-- Before and after compression; nothing where the engine does not compress.
CREATE FUNCTION internal.compression()
RETURNS TABLE (relation text, chunk_count bigint, compressed_chunk_count bigint, before_bytes bigint, after_bytes bigint, ratio double precision)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  series record;
BEGIN
  IF timeseries.engine() <> 'timescaledb-community' THEN
    RETURN;
  END IF;
  FOR series IN EXECUTE 'SELECT hypertable_schema, hypertable_name FROM timescaledb_information.hypertables WHERE compression_enabled AND hypertable_schema = ''timeseries''' LOOP
    relation := series.hypertable_name;
    EXECUTE 'SELECT total_chunks, number_compressed_chunks, before_compression_total_bytes, after_compression_total_bytes
      FROM hypertable_compression_stats($1)'
      INTO chunk_count, compressed_chunk_count, before_bytes, after_bytes
      USING format('%I.%I', series.hypertable_schema, series.hypertable_name)::regclass;
    ratio := before_bytes::double precision / nullif(after_bytes, 0);
    RETURN NEXT;
  END LOOP;
END $$;
COMMENT ON FUNCTION internal.compression IS 'Bytes before and after compression, by hypertable; nothing where the engine does not compress.';

GRANT SELECT ON internal.table_sizes, internal.bloat, internal.long_transactions TO varve_system;
