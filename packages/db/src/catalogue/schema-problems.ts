import { is } from 'drizzle-orm';
import { getTableConfig, getViewConfig, PgColumn, PgTable, PgView } from 'drizzle-orm/pg-core';
import * as schema from '../schema/index.gen.ts';
import type { ColumnInfo, RelationInfo } from './read-catalogue.ts';

/** A table or view of the Drizzle schema, reduced to what the catalogue can be asked for. */
interface MirroredRelation {
  readonly name: string;
  readonly columns: readonly PgColumn[];
  /** `column → schema.table.column, …, cascade` of each foreign key. */
  readonly foreignKeys: readonly string[];
  readonly kind: 'table' | 'view';
}

/** Finds where the Drizzle schema and the catalogue of a database differ: tables, columns, types, nullability, foreign keys. */
export function schemaProblems(relations: readonly RelationInfo[]): string[] {
  const found = new Map(
    relations.map((relation) => [`${relation.schema}.${relation.name}`, relation]),
  );
  return mirroredRelations().flatMap((mirror) => {
    const relation = found.get(mirror.name);
    if (relation === undefined) return [`${mirror.name} is not in the database`];
    return [...columnProblems(mirror, relation), ...foreignKeyProblems(mirror, relation)].map(
      (problem) => `${mirror.name} ${problem}`,
    );
  });
}

/** Names of the tables and views that the Drizzle schema has. */
export function mirroredNames(): string[] {
  return mirroredRelations().map(({ name }) => name);
}

function mirroredRelations(): MirroredRelation[] {
  return Object.values(schema).flatMap((value): MirroredRelation[] => {
    if (is(value, PgTable)) {
      const { name, schema: home = 'public', columns, foreignKeys } = getTableConfig(value);
      const keys = foreignKeys.map((key) => {
        const { columns: from, foreignTable, foreignColumns } = key.reference();
        const target = getTableConfig(foreignTable);
        return keyLine({
          columns: from.map((column) => column.name),
          table: `${target.schema ?? 'public'}.${target.name}`,
          foreignColumns: foreignColumns.map((column) => column.name),
          onDelete: key.onDelete ?? 'no action',
        });
      });
      return [{ name: `${home}.${name}`, columns, foreignKeys: keys, kind: 'table' }];
    }
    if (is(value, PgView)) {
      const { name, schema: home = 'public', selectedFields } = getViewConfig(value);
      const columns = Object.values(selectedFields).filter((field) => is(field, PgColumn));
      return [{ name: `${home}.${name}`, columns, foreignKeys: [], kind: 'view' }];
    }
    return [];
  });
}

function columnProblems(mirror: MirroredRelation, relation: RelationInfo): string[] {
  const known = new Map(mirror.columns.map((column) => [column.name, column]));
  const missing = relation.columns
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => `lacks ${name}`);
  const stored = new Map(relation.columns.map((column) => [column.name, column]));
  const wrong = mirror.columns.flatMap((column) => {
    const other = stored.get(column.name);
    if (other === undefined) return [`has ${column.name}, which the database has not`];
    const types =
      column.getSQLType() === sqlType(other)
        ? []
        : [`takes ${column.name} for ${column.getSQLType()}, it is ${sqlType(other)}`];
    // A column of a view says nothing of nulls in the catalogue.
    const nulls =
      mirror.kind === 'view' || column.notNull === other.notNull
        ? []
        : [`takes ${column.name} for ${column.notNull ? 'never' : 'sometimes'} null`];
    return [...types, ...nulls];
  });
  return [...missing, ...wrong];
}

/** The type as Drizzle spells it. */
function sqlType({ baseType, precision, scale }: ColumnInfo): string {
  if (precision !== null) return `numeric(${precision}, ${scale})`;
  return baseType === 'time without time zone' ? 'time' : baseType;
}

function foreignKeyProblems(mirror: MirroredRelation, relation: RelationInfo): string[] {
  const stored = new Set(
    relation.foreignKeys.map((key) => keyLine({ ...key, table: `${key.schema}.${key.table}` })),
  );
  return mirror.foreignKeys
    .filter((key) => !stored.has(key))
    .map((key) => `has a foreign key ${key}, which the database has not`);
}

function keyLine(key: {
  readonly columns: readonly string[];
  readonly table: string;
  readonly foreignColumns: readonly string[];
  readonly onDelete: string;
}): string {
  return `${key.columns.join(', ')} → ${key.table} (${key.foreignColumns.join(', ')}) ${key.onDelete}`;
}
