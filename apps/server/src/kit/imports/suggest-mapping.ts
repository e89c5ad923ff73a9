import type { ImportMapping } from '@varve/contract';
import type { ImportField } from './import-kind.ts';

/** Small letters, without accents and signs: "Correo electrónico" is "correo electronico". */
function foldTitle(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Finds the column of each field by its title: the one that was chosen last, and else one that the field is known by.
 *
 * @param chosen - titles that were chosen last, by field
 */
export function suggestMapping(
  fields: readonly ImportField[],
  columns: readonly string[],
  chosen: Readonly<Record<string, string>>,
): ImportMapping {
  const folded = columns.map(foldTitle);
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  const take = (field: string, column: number): void => {
    if (column === -1 || taken.has(column) || field in mapping) return;
    mapping[field] = column;
    taken.add(column);
  };
  for (const { name } of fields)
    if (chosen[name] !== undefined) take(name, columns.indexOf(chosen[name]));
  for (const { name, titles } of fields)
    take(
      name,
      folded.findIndex((title) => titles.includes(title)),
    );
  return mapping;
}
