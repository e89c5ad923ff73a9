import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { DatabaseError } from '../database-error.ts';

/** A numbered step of the schema and its way back. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** SHA-256 of the way forward, in hexadecimal. */
  readonly checksum: string;
  readonly up: string;
  readonly down: string;
  /** Whether the statements of the way forward may run in one transaction; false when the file begins with `-- no transaction`. */
  readonly transactional: boolean;
}

/** A script that is run once an extension is there. It may be run any number of times. */
export interface CapabilityScript {
  /** Name of the file: `pgvector`. */
  readonly name: string;
  /** Name of the extension: `vector`. */
  readonly extension: string;
  /** The migration that must have been applied. */
  readonly after: number;
  readonly checksum: string;
  readonly sql: string;
}

const FILE_NAME = /^(\d{4})_(\w+)\.up\.sql$/;
/** First line of a script whose statements may not share a transaction: each must bear to be run again. */
export const NO_TRANSACTION = '-- no transaction';
const CAPABILITY_HEAD = /^-- extension: (\w+), after migration (\d+)\n/;

/** Folder of the SQL: beside the packages in a checkout, beside `dist` in a published package. */
export function migrationsFolder(): URL {
  const checkout = new URL('../../../../migrations/', import.meta.url);
  return existsSync(checkout) ? checkout : new URL('../../migrations/', import.meta.url);
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
    checksum: sha256(up),
    up,
    down,
    transactional: !up.startsWith(NO_TRANSACTION),
  };
}

/**
 * Reads what is done once extensions are there, in order of the migrations they need.
 *
 * @throws DatabaseError MIGRATION_MISSING when a script does not say what it needs
 */
export async function readCapabilities(
  folder: URL = migrationsFolder(),
): Promise<CapabilityScript[]> {
  const capabilities = new URL('capabilities/', folder);
  if (!existsSync(capabilities)) return [];
  const files = (await readdir(capabilities)).filter((file) => file.endsWith('.sql'));
  const scripts = await Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, capabilities), 'utf8');
      const [, extension, after] = CAPABILITY_HEAD.exec(sql) ?? [];
      if (extension === undefined) {
        throw new DatabaseError(
          'MIGRATION_MISSING',
          `capabilities/${file} does not begin with "-- extension: <name>, after migration <number>"`,
        );
      }
      const name = file.replace('.sql', '');
      return { name, extension, after: Number(after), checksum: sha256(sql), sql };
    }),
  );
  return scripts.toSorted((a, b) => a.after - b.after || (a.name < b.name ? -1 : 1));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
