import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../database-error.ts';

/** Rows of a table, whatever their order: the same here and after a restore, on any engine. */
export interface TableChecksum {
  /** `public.wells` */
  readonly table: string;
  /** Stored columns, generated ones left out. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Sum of the first 60 bits of the MD5 of every row. */
  readonly checksum: string;
}

/** A table as it lies in a backup of our own format. */
export interface BackupTable extends TableChecksum {
  /** Below the folder of the backup: COPY text, gzip. */
  readonly file: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  /** Earliest and latest row of a table that lies in partitions or chunks. */
  readonly timeRange: readonly [first: string, last: string] | undefined;
}

/** A partition, so that a restore can make it. */
export interface BackupPartition {
  readonly parent: string;
  readonly name: string;
  /** `FOR VALUES FROM (…) TO (…)` */
  readonly bounds: string;
}

/** Position of a sequence. */
export interface BackupSequence {
  readonly table: string;
  readonly column: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** Contents of a backup: `manifest.json`. */
export interface BackupManifest {
  readonly version: 1;
  readonly format: 'copy' | 'pg_dump';
  readonly createdAt: string;
  /** `PostgreSQL 18.4` */
  readonly engine: string;
  readonly migrations: readonly { readonly number: number; readonly checksum: string }[];
  /** Checksum of every table, in either format: a restore is proved by them. */
  readonly checksums: readonly TableChecksum[];
  /** Empty for pg_dump. */
  readonly tables: readonly BackupTable[];
  readonly partitions: readonly BackupPartition[];
  readonly sequences: readonly BackupSequence[];
}

export const MANIFEST_FILE = 'manifest.json';
export const DUMP_FILE = 'database.dump';

/**
 * Reads what a backup is made of.
 *
 * @throws DatabaseError BACKUP_INVALID when the folder holds no whole backup
 */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    const manifest = JSON.parse(
      await readFile(join(folder, MANIFEST_FILE), 'utf8'),
    ) as BackupManifest;
    if (manifest.version === 1) return manifest;
    throw new Error(`expected version 1, got ${String(manifest.version)}`);
  } catch (error) {
    throw new DatabaseError(
      'BACKUP_INVALID',
      `${folder} is no backup of Varve: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
