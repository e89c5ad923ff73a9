DROP FUNCTION internal.compression();
DROP FUNCTION internal.slow_queries(integer);
DROP VIEW internal.long_transactions;
DROP VIEW internal.bloat;
DROP VIEW internal.table_sizes;
