import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { from, to } from 'pg-copy-streams';
import type { RelationInfo } from '../catalogue/read-catalogue.ts';
import { DatabaseError } from '../database-error.ts';
import type {
  BackupPartition,
  BackupSequence,
  BackupTable,
  TableChecksum,
} from './backup-manifest.ts';
import { columnList } from './table-checksum.ts';

const TABLES_FOLDER = 'tables';

/** Writes a table to a file of the backup. */
export async function writeTable(
  client: Client,
  folder: string,
  table: RelationInfo,
  sum: TableChecksum,
): Promise<BackupTable> {
  await mkdir(join(folder, TABLES_FOLDER), { recursive: true });
  const file = `${TABLES_FOLDER}/${sum.table}.copy.gz`;
  const hash = createHash('sha256');
  const hashed = new PassThrough();
  hashed.on('data', (chunk: Buffer) => hash.update(chunk));
  const rows = client.query(
    to(`COPY (SELECT ${columnList(sum.columns)} FROM ${sum.table}) TO STDOUT`),
  );
  await pipeline(rows, createGzip({ level: 3 }), hashed, createWriteStream(join(folder, file)));
  const timeRange =
    table.partitioned && sum.rowCount > 0 ? await timeRangeOf(client, sum) : undefined;
  return { ...sum, file, sha256: hash.digest('hex'), timeRange };
}

async function timeRangeOf(
  client: Client,
  { table, columns }: TableChecksum,
): Promise<[string, string] | undefined> {
  const column = ['time', 'first_time', 'occurred_at'].find((name) => columns.includes(name));
  if (column === undefined) return undefined;
  const { rows } = await client.query<{ first: string; last: string }>(
    `SELECT min(${column})::text AS first, max(${column})::text AS last FROM ${table}`,
  );
  return [rows[0]!.first, rows[0]!.last];
}

/**
 * Copies a file of the backup into its table.
 *
 * @throws DatabaseError BACKUP_INVALID when the file is not what was written
 */
export async function readTable(client: Client, folder: string, table: BackupTable): Promise<void> {
  const path = join(folder, table.file);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== table.sha256) {
    throw new DatabaseError('BACKUP_INVALID', `${path} is not the file that was written`);
  }
  const rows = client.query(from(`COPY ${table.table} (${columnList(table.columns)}) FROM STDIN`));
  await pipeline(createReadStream(path), createGunzip(), rows);
}

/** Reads the partitions of Varve's tables with their bounds. */
export async function readPartitions(
  client: Client,
  schemas: readonly string[],
): Promise<BackupPartition[]> {
  const { rows } = await client.query<BackupPartition>(
    `SELECT pn.nspname || '.' || p.relname AS parent, format('%I.%I', n.nspname, c.relname) AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
     FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid JOIN pg_class p ON p.oid = inhparent
     JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE c.relispartition AND pn.nspname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  return rows;
}

/** Reads where the sequences of identity columns stand. */
export async function readSequences(
  client: Client,
  tables: readonly RelationInfo[],
): Promise<BackupSequence[]> {
  const sequences: BackupSequence[] = [];
  for (const { schema, name, columns } of tables) {
    for (const column of columns.filter(({ identity }) => identity)) {
      const table = `${schema}.${name}`;
      const { rows } = await client.query<{ sequence: string }>(
        'SELECT pg_get_serial_sequence($1, $2) AS sequence',
        [table, column.name],
      );
      const state = await client.query<{ lastValue: string; isCalled: boolean }>(
        `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${rows[0]!.sequence}`,
      );
      sequences.push({ table, column: column.name, ...state.rows[0]! });
    }
  }
  return sequences;
}
