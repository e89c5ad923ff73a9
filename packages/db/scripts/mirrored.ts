import type { RelationInfo } from '../src/catalogue/read-catalogue.ts';
import { ROLLUP } from './areas.ts';

/** The part of the catalogue that the Drizzle schema mirrors: tables and views that programs read and write. */
export function mirrored(relations: readonly RelationInfo[]): RelationInfo[] {
  const published = new Set(relations.filter(isView).map(({ name }) => name));
  return relations.filter(({ schema, name }) => {
    if (schema === 'internal' || name.startsWith('varve_')) return false;
    // The table of a rollup is a continuous aggregate on some engines: programs read the view.
    return !(schema === 'timeseries' && published.has(name) && ROLLUP.test(name));
  });
}

/** Whether a relation is a view. */
export function isView({ kind }: RelationInfo): boolean {
  return kind === 'view';
}
