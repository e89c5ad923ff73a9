import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { DatabaseError } from './database-error.ts';

/** A numbered step of the schema and its way back. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** SHA-256 of the way forward, in hexadecimal. */
  readonly checksum: string;
  readonly up: string;
  readonly down: string;
  /** Whether the statements may run in one transaction; false when the file begins with `-- no transaction`. */
  readonly transactional: boolean;
}

const FILE_NAME = /^(\d{4})_(\w+)\.up\.sql$/;

/** Where the SQL lies: beside the packages in a checkout, beside `dist` in a published package. */
function migrationsFolder(): URL {
  const checkout = new URL('../../../migrations/', import.meta.url);
  return existsSync(checkout) ? checkout : new URL('../migrations/', import.meta.url);
}

/**
 * Reads all migrations in order.
 *
 * @throws DatabaseError MIGRATION_MISSING when a migration has no way back, or two have one number
 */
export async function readMigrations(folder: URL = migrationsFolder()): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => FILE_NAME.test(file)).toSorted();
  const migrations = await Promise.all(files.map((file) => readMigration(folder, file)));
  for (const [index, { number }] of migrations.entries()) {
    if (migrations[index + 1]?.number === number) {
      throw new DatabaseError('MIGRATION_MISSING', `there are two migrations ${number}`);
    }
  }
  return migrations;
}

async function readMigration(folder: URL, file: string): Promise<Migration> {
  const [, number, name] = FILE_NAME.exec(file)!;
  const up = await readFile(new URL(file, folder), 'utf8');
  const down = await readFile(new URL(file.replace('.up.', '.down.'), folder), 'utf8').catch(
    (error: unknown) => {
      throw new DatabaseError('MIGRATION_MISSING', `${file} has no way back`, { cause: error });
    },
  );
  return {
    number: Number(number),
    name: name!,
    checksum: createHash('sha256').update(up).digest('hex'),
    up,
    down,
    transactional: !up.startsWith('-- no transaction'),
  };
}
