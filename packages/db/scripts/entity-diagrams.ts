import type { RelationInfo } from '../src/catalogue/read-catalogue.ts';
import { AREAS } from './areas.ts';

/** The lines of a README between which diagrams are written. */
export const DIAGRAMS_BEGIN = '<!-- diagrams: written by pnpm db:generate -->';
export const DIAGRAMS_END = '<!-- end of diagrams -->';

/** Columns that are the same everywhere say nothing in a picture. */
const COMMON = new Set([
  'tenant_id',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'deleted_at',
]);
const TYPE_WORDS: Readonly<Record<string, string>> = {
  'double precision': 'float8',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
};

/** Draws an entity diagram for each area, in Mermaid: tables with their columns, and what refers to what. */
export function entityDiagrams(relations: readonly RelationInfo[]): string {
  return Object.entries(AREAS)
    .map(([group, areas]) => {
      const diagrams = Object.entries(areas).map(([area, names]) => {
        const members = names.flatMap((name) =>
          relations.filter((relation) => relation.name === name && relation.kind === 'table'),
        );
        return `#### ${title(area)}\n\n\`\`\`mermaid\nerDiagram\n${diagram(members)}\`\`\`\n`;
      });
      return `### ${title(group)}\n\n${diagrams.join('\n')}`;
    })
    .join('\n');
}

function title(name: string): string {
  return (name[0]!.toUpperCase() + name.slice(1)).replaceAll('-', ' ');
}

function diagram(members: readonly RelationInfo[]): string {
  const references = members.flatMap((relation) =>
    relation.foreignKeys
      .filter(
        ({ name, table, columns }) =>
          !/_(has_tenant|made_by|changed_by)$/.test(name) &&
          !(table === 'tenants' && columns.length === 1),
      )
      .map((key) => {
        const column = key.columns.at(-1)!;
        const optional = relation.columns.some(({ name, notNull }) => name === column && !notNull);
        return `  ${key.table} ${optional ? '|o' : '||'}--o{ ${relation.name} : ${column}\n`;
      }),
  );
  return members.map(entity).join('') + references.join('');
}

function entity({ name, columns, primaryKey, foreignKeys }: RelationInfo): string {
  const foreign = new Set(foreignKeys.flatMap((key) => key.columns));
  const lines = columns
    .filter((column) => !COMMON.has(column.name))
    .map((column) => {
      const marks = [
        ...(primaryKey.includes(column.name) ? ['PK'] : []),
        ...(foreign.has(column.name) ? ['FK'] : []),
      ];
      const type = (TYPE_WORDS[column.baseType] ?? column.baseType)
        .replace('double precision[]', 'float8[]')
        .replace('[]', '_array');
      return `    ${type} ${column.name}${marks.length > 0 ? ` ${marks.join(', ')}` : ''}\n`;
    });
  return `  ${name} {\n${lines.join('')}  }\n`;
}

/** Puts diagrams between their marks. */
export function withDiagrams(readme: string, diagrams: string): string {
  const begin = readme.indexOf(DIAGRAMS_BEGIN) + DIAGRAMS_BEGIN.length;
  return `${readme.slice(0, begin)}\n\n${diagrams}\n${readme.slice(readme.indexOf(DIAGRAMS_END))}`;
}
