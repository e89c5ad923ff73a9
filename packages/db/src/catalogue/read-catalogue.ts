import type { ClientBase } from 'pg';

/** A column as PostgreSQL knows it. */
export interface ColumnInfo {
  readonly name: string;
  /** Type without domain or modifier: `double precision`, `text[]`. */
  readonly baseType: string;
  /** `quantity` where the type is a domain. */
  readonly domain: string | null;
  /** Precision and scale of a numeric. */
  readonly precision: number | null;
  readonly scale: number | null;
  readonly notNull: boolean;
  /** SQL of the default; null where there is none. */
  readonly defaultSql: string | null;
  readonly generated: boolean;
  readonly identity: boolean;
  readonly comment: string | null;
  /** The words that a check allows, where it is a list of them. */
  readonly allowed: readonly string[] | null;
}

/** A foreign key. */
export interface ForeignKeyInfo {
  readonly name: string;
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  readonly foreignColumns: readonly string[];
  readonly onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
}

/** A table or view, partitions and chunks left out. */
export interface RelationInfo {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** Whether its rows lie in partitions, or in the chunks of a hypertable. */
  readonly partitioned: boolean;
  readonly comment: string | null;
  readonly columns: readonly ColumnInfo[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKeyInfo[];
  readonly rowSecurity: boolean;
  readonly rowSecurityForced: boolean;
  readonly policies: readonly string[];
  /** Conditions of `tenant_isolation` for rows that are read and for rows that are written. */
  readonly tenantConditions: readonly (string | null)[];
  /** Privileges of `varve_app`: SELECT, INSERT… */
  readonly appPrivileges: readonly string[];
  /** `security_barrier=true` and the like. */
  readonly options: readonly string[];
}

/** The schemas that Varve owns. */
export const VARVE_SCHEMAS = ['public', 'timeseries', 'sync', 'internal'] as const;

const RELATIONS_SQL = `
  SELECT n.nspname AS schema, c.relname AS name, c.oid::int8::text AS oid,
         CASE WHEN c.relkind IN ('r', 'p') THEN 'table' ELSE 'view' END AS kind,
         c.relkind = 'p' OR EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid) AS partitioned,
         obj_description(c.oid, 'pg_class') AS comment,
         c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "rowSecurityForced",
         ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY 1) AS policies,
         ARRAY(SELECT condition FROM pg_policy, unnest(ARRAY[pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)]) AS condition
               WHERE polrelid = c.oid AND polname = 'tenant_isolation' AND polcmd = '*') AS "tenantConditions",
         coalesce(c.reloptions, '{}') AS options,
         ARRAY(SELECT a.attname::text FROM pg_constraint k, unnest(k.conkey) WITH ORDINALITY AS u (num, at)
               JOIN pg_attribute a ON a.attnum = u.num
               WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attrelid = c.oid ORDER BY u.at) AS "primaryKey",
         ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p
               WHERE EXISTS (SELECT FROM pg_roles WHERE rolname = 'varve_app')
                 AND has_table_privilege((SELECT oid FROM pg_roles WHERE rolname = 'varve_app'), c.oid, p)) AS "appPrivileges"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v')
    AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND classid = 'pg_class'::regclass AND deptype = 'e')
  ORDER BY n.nspname, c.relname`;

const COLUMNS_SQL = `
  SELECT a.attrelid::int8::text AS relation, a.attname AS name,
         format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL) AS "baseType",
         CASE t.typtype WHEN 'd' THEN t.typname END AS domain,
         CASE WHEN m.typmod > 0 AND m.base = 'numeric'::regtype THEN ((m.typmod - 4) >> 16) & 65535 END AS precision,
         CASE WHEN m.typmod > 0 AND m.base = 'numeric'::regtype THEN (m.typmod - 4) & 2047 END AS scale,
         a.attnotnull AS "notNull",
         pg_get_expr(d.adbin, d.adrelid) AS "defaultSql",
         a.attgenerated <> '' AS generated, a.attidentity <> '' AS identity,
         col_description(a.attrelid, a.attnum) AS comment,
         (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
          WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
            AND pg_get_constraintdef(k.oid) LIKE 'CHECK ((% = ANY (ARRAY[%::text])))' LIMIT 1) AS words
  FROM pg_attribute a
  JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (SELECT CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod,
    CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END AS base) AS m
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`;

const FOREIGN_KEYS_SQL = `
  SELECT k.conrelid::int8::text AS relation, k.conname AS name, n.nspname AS schema, f.relname AS table,
         ARRAY(SELECT attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (num, at)
               JOIN pg_attribute ON attrelid = k.conrelid AND attnum = num ORDER BY at) AS columns,
         ARRAY(SELECT attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u (num, at)
               JOIN pg_attribute ON attrelid = k.confrelid AND attnum = num ORDER BY at) AS "foreignColumns",
         CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
           WHEN 'n' THEN 'set null' ELSE 'set default' END AS "onDelete"
  FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace n ON n.oid = f.relnamespace
  WHERE k.contype = 'f' AND k.conrelid = ANY ($1::oid[])
  ORDER BY k.conname`;

type RelationRow = Omit<RelationInfo, 'columns' | 'foreignKeys'> & { readonly oid: string };
type ColumnRow = Omit<ColumnInfo, 'allowed'> & {
  readonly relation: string;
  readonly words: string | null;
};
type ForeignKeyRow = ForeignKeyInfo & { readonly relation: string };

/** Reads the tables and views of Varve's schemas, with what hangs on them, in order of their names. */
export async function readCatalogue(client: ClientBase): Promise<RelationInfo[]> {
  const relations = await client.query<RelationRow>(RELATIONS_SQL, [VARVE_SCHEMAS]);
  const oids = relations.rows.map(({ oid }) => oid);
  const columns = await client.query<ColumnRow>(COLUMNS_SQL, [oids]);
  const foreignKeys = await client.query<ForeignKeyRow>(FOREIGN_KEYS_SQL, [oids]);
  const columnsOf = Map.groupBy(columns.rows, ({ relation }) => relation);
  const keysOf = Map.groupBy(foreignKeys.rows, ({ relation }) => relation);
  return relations.rows.map(({ oid, ...relation }) => ({
    ...relation,
    columns: (columnsOf.get(oid) ?? []).map(({ relation: _relation, words, ...column }) => ({
      ...column,
      allowed: words === null ? null : wordsOf(words),
    })),
    foreignKeys: (keysOf.get(oid) ?? []).map(({ relation: _relation, ...key }) => key),
  }));
}

/** The words of `CHECK ((kind = ANY (ARRAY['a'::text, 'b'::text])))`. */
function wordsOf(check: string): string[] {
  return [...check.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, word]) =>
    word!.replaceAll("''", "'"),
  );
}
