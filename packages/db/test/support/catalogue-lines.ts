import { connect } from '../../src/index.ts';

/** Everything of Varve's schemas that PostgreSQL can spell out, a line each, partitions and what extensions bring left out. */
const LINES_SQL = `
  WITH homes AS (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'timeseries', 'sync', 'internal')),
  relations AS (
    SELECT c.* FROM pg_class c JOIN homes ON homes.oid = relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND classid = 'pg_class'::regclass AND deptype = 'e')
      AND relname NOT LIKE 'varve\\_%' AND relkind IN ('r', 'p', 'v', 'S')
  ), functions AS (
    SELECT p.* FROM pg_proc p JOIN homes ON homes.oid = pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
  )
  SELECT format('%s %s %s %s %s', relkind, oid::regclass, relrowsecurity, relforcerowsecurity, reloptions) AS line FROM relations
  UNION ALL SELECT format('column %s.%s %s %s %s %s%s', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
      pg_get_expr(adbin, adrelid), attidentity, attgenerated)
    FROM relations c JOIN pg_attribute ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v')
  UNION ALL SELECT format('comment %s %s %s', c.oid::regclass, attname, description) FROM relations c
    JOIN pg_description ON objoid = c.oid AND classoid = 'pg_class'::regclass LEFT JOIN pg_attribute ON attrelid = c.oid AND attnum = objsubid AND objsubid > 0
  UNION ALL SELECT format('grant %s %s %s', c.oid::regclass, grantee::regrole, privilege_type) FROM relations c, aclexplode(relacl) WHERE grantee <> 0
  UNION ALL SELECT format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) FROM relations c WHERE relkind = 'v'
  UNION ALL SELECT format('constraint %s %s %s', c.oid::regclass, conname, pg_get_constraintdef(k.oid)) FROM relations c JOIN pg_constraint k ON conrelid = c.oid
  UNION ALL SELECT format('index %s', pg_get_indexdef(indexrelid)) FROM relations c JOIN pg_index ON indrelid = c.oid
  UNION ALL SELECT format('trigger %s %s', c.oid::regclass, pg_get_triggerdef(t.oid)) FROM relations c JOIN pg_trigger t ON tgrelid = c.oid
    -- TimescaleDB's own trigger carries a number that differs each time.
    WHERE NOT tgisinternal AND tgname <> 'ts_insert_blocker'
  UNION ALL SELECT format('policy %s %s %s %s %s', c.oid::regclass, polname, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    FROM relations c JOIN pg_policy ON polrelid = c.oid
  UNION ALL SELECT format('function %s %s', pg_get_functiondef(oid), proacl) FROM functions WHERE prokind <> 'a'
  UNION ALL SELECT format('domain %s %s', t.oid::regtype, pg_get_constraintdef(k.oid)) FROM pg_type t JOIN homes ON homes.oid = typnamespace LEFT JOIN pg_constraint k ON contypid = t.oid WHERE typtype = 'd'
  UNION ALL SELECT format('series %s', s) FROM pg_class c CROSS JOIN LATERAL (
      SELECT (xpath('/table/row', query_to_xml('SELECT * FROM timeseries.record_series ORDER BY 1', false, false, '')))::text AS s) AS rows
    WHERE c.oid = to_regclass('timeseries.record_series')
  ORDER BY 1`;

/** Spells out the schema of a database in lines that can be compared. */
export async function catalogueLines(connectionString: string): Promise<string[]> {
  const client = await connect(connectionString, 'test');
  try {
    const { rows } = await client.query<{ line: string }>(LINES_SQL);
    // TimescaleDB numbers what it makes.
    return rows.map(({ line }) =>
      line.replaceAll(/_hypertable_\d+|cagg_watermark\(\d+\)/g, '_hypertable_n'),
    );
  } finally {
    await client.end();
  }
}
