import type { ColumnInfo, ForeignKeyInfo, RelationInfo } from '../src/catalogue/read-catalogue.ts';
import { areaOf } from './areas.ts';
import { GenerateError } from './make-migration.ts';
import { isView, mirrored } from './mirrored.ts';
import { camel, typeOf, variableOf } from './variable-of.ts';

const HEADER =
  '// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.\n';

/** Columns that `standardColumns` stands for, in their order. */
const STANDARD = 'id,tenant_id,created_at,updated_at,created_by,updated_by,deleted_at';
/** Foreign keys that every table of standard columns has: not repeated. */
const STANDARD_KEYS = /_(has_tenant|made_by|changed_by)$/;

const TYPES: Readonly<Record<string, readonly [builder: string, options?: string]>> = {
  uuid: ['uuid'],
  text: ['text'],
  integer: ['integer'],
  smallint: ['smallint'],
  bigint: ['bigint', "{ mode: 'number' }"],
  'double precision': ['doublePrecision'],
  real: ['real'],
  numeric: ['numeric'],
  boolean: ['boolean'],
  'timestamp with time zone': ['timestamp', '{ withTimezone: true }'],
  date: ['date'],
  'time without time zone': ['time'],
  interval: ['interval'],
  jsonb: ['jsonb'],
  inet: ['inet'],
  cidr: ['cidr'],
  bytea: ['bytea'],
  xid8: ['xid8'],
  int8multirange: ['int8multirange'],
};

/** A generated file: its name below `src/schema` and its text. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Writes the Drizzle schema of a database: a file an area, and the list of everything. */
export function schemaSources(relations: readonly RelationInfo[]): SourceFile[] {
  const all = mirrored(relations);
  const areas = Map.groupBy(all, (relation) => fileOf(relation));
  const files = [...areas].map(([area, members]) => ({
    name: `${area}.gen.ts`,
    text: areaSource(area, inOrderOfKeys(members), all),
  }));
  const list = [...areas]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, members]) => {
      const names = members.flatMap((relation) => {
        const name = variableOf(relation);
        return [
          name,
          `type ${typeOf(relation)}`,
          ...(isView(relation) ? [] : [`type New${typeOf(relation)}`]),
        ];
      });
      return `export {\n${names
        .toSorted()
        .map((name) => `  ${name},\n`)
        .join('')}} from './${area}.gen.ts';\n`;
    });
  return [...files, { name: 'index.gen.ts', text: HEADER + list.join('') }];
}

function fileOf({ name }: RelationInfo): string {
  const area = areaOf(name);
  if (area === undefined)
    throw new GenerateError(`${name} is in no area: list it in packages/db/scripts/areas.ts`);
  return area;
}

/** Tables after the tables that they refer to, views last. */
function inOrderOfKeys(members: readonly RelationInfo[]): RelationInfo[] {
  const done: RelationInfo[] = [];
  const add = (relation: RelationInfo): void => {
    if (done.includes(relation)) return;
    for (const key of relation.foreignKeys) {
      const target = members.find(
        ({ schema, name }) => schema === key.schema && name === key.table,
      );
      if (target !== undefined && target !== relation) add(target);
    }
    done.push(relation);
  };
  for (const relation of members.filter((member) => !isView(member))) add(relation);
  for (const relation of members.filter(isView)) add(relation);
  return done;
}

function areaSource(
  area: string,
  members: readonly RelationInfo[],
  all: readonly RelationInfo[],
): string {
  const body = members.map((relation) => relationSource(relation, all)).join('\n');
  const builders = [
    'foreignKey',
    'primaryKey',
    'pgTable',
    'pgView',
    ...Object.values(TYPES).map(([name]) => name),
  ];
  const own = new Set(['bytea', 'xid8', 'int8multirange']);
  const used = builders.filter((name) => new RegExp(`\\b${name}(<.*>)?\\(`).test(body));
  const imports = [
    ...(body.includes('sql`') ? ["import { sql } from 'drizzle-orm';\n"] : []),
    importLine(
      used.filter((name) => !own.has(name)),
      'drizzle-orm/pg-core',
    ),
    importLine(
      used.filter((name) => own.has(name)),
      './column-types.ts',
    ),
    importLine(
      body.includes('...standardColumns') ? ['standardColumns'] : [],
      './standard-columns.ts',
    ),
    importLine(
      ['sync', 'timeseries'].filter((schema) =>
        new RegExp(`\\b${schema}\\.(table|view)\\(`).test(body),
      ),
      './schemas.ts',
    ),
    ...neighbourImports(area, members, all),
  ];
  return `${HEADER}${imports.join('')}\n${body}`;
}

function importLine(names: readonly string[], from: string): string {
  return names.length === 0 ? '' : `import { ${names.toSorted().join(', ')} } from '${from}';\n`;
}

function neighbourImports(
  area: string,
  members: readonly RelationInfo[],
  all: readonly RelationInfo[],
): string[] {
  const targets = members.flatMap((relation) =>
    keysOf(relation).flatMap((key) =>
      all.filter(({ schema, name }) => schema === key.schema && name === key.table),
    ),
  );
  const foreign = new Set(targets.filter((target) => fileOf(target) !== area));
  const byFile = Map.groupBy(foreign, fileOf);
  return [...byFile]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, relations]) => importLine(relations.map(variableOf), `./${file}.gen.ts`));
}

function keysOf({ foreignKeys }: RelationInfo): ForeignKeyInfo[] {
  return foreignKeys.filter(
    ({ name, columns }) => !STANDARD_KEYS.test(name) && columns.join() !== 'tenant_id',
  );
}

function relationSource(relation: RelationInfo, all: readonly RelationInfo[]): string {
  const { schema, name, columns } = relation;
  const standard =
    !isView(relation) &&
    columns
      .slice(0, 7)
      .map((column) => column.name)
      .join() === STANDARD;
  const own = standard ? columns.slice(7) : columns;
  const base = isView(relation)
    ? all.find((other) => other.name === name && other.schema === 'timeseries')
    : undefined;
  const lines = own.map((column) => columnSource(column, relation, base));
  const maker =
    schema === 'public'
      ? isView(relation)
        ? 'pgView'
        : 'pgTable'
      : `${schema}.${isView(relation) ? 'view' : 'table'}`;
  const fields = `{\n${standard ? '  ...standardColumns,\n' : ''}${lines.join('')}}`;
  const extras = isView(relation) ? [] : extraSources(relation, all);
  const extra =
    extras.length === 0 ? '' : `, (table) => [\n${extras.map((line) => `  ${line},\n`).join('')}]`;
  const variable = variableOf(relation);
  const type = typeOf(relation);
  const types = isView(relation)
    ? `export type ${type} = typeof ${variable}.$inferSelect;\n`
    : `export type ${type} = typeof ${variable}.$inferSelect;\nexport type New${type} = typeof ${variable}.$inferInsert;\n`;
  return `/** ${relation.comment} */\nexport const ${variable} = ${maker}('${name}', ${fields}${extra})${isView(relation) ? '.existing()' : ''};\n${types}`;
}

function extraSources(relation: RelationInfo, all: readonly RelationInfo[]): string[] {
  const { primaryKey } = relation;
  const composite =
    primaryKey.length > 1
      ? [
          `primaryKey({ columns: [${primaryKey.map((name) => `table.${camel(name)}`).join(', ')}] })`,
        ]
      : [];
  const keys = keysOf(relation).flatMap((key) => {
    const target = all.find(({ schema, name }) => schema === key.schema && name === key.table);
    if (target === undefined) return [];
    const there = target === relation ? 'table' : variableOf(target);
    const columns = key.columns.map((name) => `table.${camel(name)}`).join(', ');
    const foreign = key.foreignColumns.map((name) => `${there}.${camel(name)}`).join(', ');
    const action = key.onDelete === 'no action' ? '' : `.onDelete('${key.onDelete}')`;
    return [
      `foreignKey({ name: '${key.name}', columns: [${columns}], foreignColumns: [${foreign}] })${action}`,
    ];
  });
  return [...composite, ...keys];
}

function columnSource(
  column: ColumnInfo,
  relation: RelationInfo,
  base: RelationInfo | undefined,
): string {
  const array = column.baseType.endsWith('[]');
  const [builder, options] = TYPES[column.baseType.replace('[]', '')] ?? [];
  if (builder === undefined)
    throw new Error(`no Drizzle type for ${column.baseType} of ${relation.name}.${column.name}`);
  const notNull =
    column.notNull || (base?.columns.find(({ name }) => name === column.name)?.notNull ?? false);
  const settings = [
    ...(column.allowed === null
      ? []
      : [`{ enum: [${column.allowed.map((word) => `'${word}'`).join(', ')}] }`]),
    ...(options === undefined ? [] : [options]),
    ...(column.precision === null
      ? []
      : [`{ precision: ${column.precision}, scale: ${column.scale} }`]),
  ];
  const calls = [
    ...(array ? ['.array()'] : []),
    ...(notNull ? ['.notNull()'] : []),
    ...(relation.primaryKey.length === 1 && relation.primaryKey[0] === column.name
      ? ['.primaryKey()']
      : []),
    ...(column.identity ? ['.generatedAlwaysAsIdentity()'] : []),
    ...(column.generated ? [`.generatedAlwaysAs(sql\`${column.defaultSql}\`)`] : []),
    ...(column.defaultSql === null || column.generated
      ? []
      : [`.default(sql\`${column.defaultSql}\`)`]),
  ];
  const argument = [`'${column.name}'`, ...settings].join(', ');
  return `  /** ${column.comment} */\n  ${camel(column.name)}: ${builder}(${argument})${calls.join('')},\n`;
}
