import type { ClientBase, Pool } from 'pg';

/** Asks a question and gives its rows. */
export async function rowsOf<Row>(
  database: ClientBase | Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await database.query(text, [...values]);
  return rows as Row[];
}
