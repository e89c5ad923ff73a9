import { writeFile } from 'node:fs/promises';
import { migrationLabel } from '../src/migrations/migration-label.ts';
import { readMigrations } from '../src/migrations/migrations-folder.ts';

const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** Said for people, without a stack. */
export class GenerateError extends Error {
  override readonly name = 'GenerateError';
}

/**
 * Makes the next numbered pair of a folder of migrations, with a header that says what belongs there.
 *
 * @returns label of the pair: `0047_shift_log`; undefined where the newest migration is called so already
 * @throws GenerateError for a name that is none, or that an older migration has
 */
export async function makeMigration(folder: URL, name: string): Promise<string | undefined> {
  if (!NAME.test(name)) {
    throw new GenerateError(
      `expected a name of lower-case words such as shift_log, got ${JSON.stringify(name)}`,
    );
  }
  const migrations = await readMigrations(folder);
  const newest = migrations.at(-1);
  if (newest?.name === name) return undefined;
  const taken = migrations.find((migration) => migration.name === name);
  if (taken !== undefined) {
    throw new GenerateError(`${migrationLabel(taken)} is called so already: give another name`);
  }
  const label = migrationLabel({ number: (newest?.number ?? 0) + 1, name });
  await writeFile(new URL(`${label}.up.sql`, folder), upHeader(name), { flag: 'wx' });
  await writeFile(new URL(`${label}.down.sql`, folder), downHeader(label), { flag: 'wx' });
  return label;
}

function upHeader(name: string): string {
  return `-- Replace this by one sentence: what ${name} adds.
-- A table of the plant: CREATE TABLE … (LIKE internal.standard_columns INCLUDING ALL, …), then CALL internal.tenant_table(…) with a
-- comment for the table and each column. Every function has a comment. A statement that may not run in a transaction needs a file
-- that begins with "-- no transaction". List new tables and views in packages/db/scripts/areas.ts, then run pnpm db:generate again.
`;
}

function downHeader(label: string): string {
  return `-- Takes everything of ${label}.up.sql back, last thing first: the catalogue is then as it was before.
`;
}
