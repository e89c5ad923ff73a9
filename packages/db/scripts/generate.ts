import { migrationsFolder } from '../src/migrations/migrations-folder.ts';
import { GenerateError, makeMigration } from './make-migration.ts';
import { writeSchema } from './write-schema.ts';

// `pnpm db:generate NAME` makes the next pair of migrations; with or without a name, the Drizzle schema and the diagrams are written
// again from all of them. The folders are others in tests.
const [name] = process.argv.slice(2);
const migrations = folderOf('VARVE_MIGRATIONS') ?? migrationsFolder();
const home = folderOf('VARVE_DB_PACKAGE') ?? new URL('../', import.meta.url);
try {
  if (name !== undefined) {
    const made = await makeMigration(migrations, name);
    if (made !== undefined)
      say(`made ${made}.up.sql and ${made}.down.sql: write both, then run this again`);
  }
  say(`${await writeSchema({ migrations, package: home })} files and the diagrams are written`);
} catch (error) {
  if (!(error instanceof GenerateError)) throw error;
  process.stderr.write(`db:generate: ${error.message}\n`);
  process.exitCode = 2;
}

function folderOf(variable: string): URL | undefined {
  const folder = process.env[variable];
  return folder === undefined ? undefined : new URL(folder);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
