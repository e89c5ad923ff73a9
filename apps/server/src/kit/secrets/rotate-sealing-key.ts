import { connect } from '@varve/db';
import type { Client } from 'pg';
import { ServerError } from '../server-error.ts';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts';
import { openSealedSecret, sealedWithCurrent, sealSecret, type Keyring } from './sealed-secret.ts';
import { addSealingKey, dropOldSealingKeys } from './keyring.ts';

/** Options of `rotateSealingKey`. */
interface RotationOptions {
  /** Varve's own folder. */
  readonly directory: string;
  /** Connection string of the database, as the owner of its schema. */
  readonly database: string;
  /** Told after each step how many secrets were sealed anew so far. */
  readonly onProgress?: (sealed: number) => void;
}

/** Outcome of a rotation. */
interface Rotation {
  /** Secrets that were sealed anew. */
  readonly sealed: number;
  /** Secrets that no key opens: they were lost before, and are to be set again. */
  readonly unreadable: readonly string[];
}

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

const ROWS_AT_ONCE = 100;

/**
 * Replaces the key that seals secrets in the database, beside servers that run.
 *
 * The new key comes first: from then on everybody seals with it, and opens with both. Then all secrets are sealed anew. The old key goes
 * when nothing is sealed with it, nor can be by a transaction under way. A rotation that was cut short is finished by the next one.
 *
 * @throws ServerError KEY_INVALID
 */
export async function rotateSealingKey(options: RotationOptions): Promise<Rotation> {
  const { directory, database, onProgress = () => undefined } = options;
  const keyring = await addSealingKey(directory);
  const client = await connect(database, 'keys');
  try {
    const unreadable = new Set<string>();
    let sealed = 0;
    for (;;) {
      await waitForWriters(client);
      let found = 0;
      for (const column of Object.values(SEALED_COLUMNS))
        found += await sealAnew(client, { keyring, column, unreadable }, (count) =>
          onProgress((sealed += count)),
        );
      if (found === 0) break;
    }
    await dropOldSealingKeys(directory);
    return { sealed, unreadable: [...unreadable] };
  } finally {
    await client.end();
  }
}

/** Waits until what was sealed with the old key is committed: whoever writes one of the tables holds it until then. */
async function waitForWriters(client: Client): Promise<void> {
  const tables = Object.values(SEALED_COLUMNS).map(({ table }) => table);
  await client.query(`BEGIN; LOCK TABLE ${tables.join(', ')} IN SHARE MODE; COMMIT`);
}

/** Seals with the current key what is sealed with another. @returns how many were sealed, and written, anew */
async function sealAnew(
  client: Client,
  parts: {
    readonly keyring: Keyring;
    readonly column: SealedColumn;
    readonly unreadable: Set<string>;
  },
  onSealed: (count: number) => void,
): Promise<number> {
  const { keyring, column, unreadable } = parts;
  const { table, column: name, purpose } = column;
  let after = '00000000-0000-0000-0000-000000000000';
  let total = 0;
  for (;;) {
    const { rows } = await client.query<SealedRow>(
      `SELECT id, ${name} AS sealed FROM ${table} WHERE ${name} IS NOT NULL AND id > $1 ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return total;
    after = last.id;
    let count = 0;
    for (const { id, sealed } of rows) {
      if (sealedWithCurrent(keyring, sealed)) continue;
      const place = { id, purpose };
      const plain = openOrNote({ keyring, place, sealed }, unreadable);
      if (plain === undefined) continue;
      // Where somebody has written another secret since, that one is looked at by the next pass.
      await client.query(`UPDATE ${table} SET ${name} = $2 WHERE id = $1 AND ${name} = $3`, [
        id,
        sealSecret(keyring, place, plain),
        sealed,
      ]);
      count++;
    }
    total += count;
    if (count > 0) onSealed(count);
  }
}

function openOrNote(
  secret: {
    readonly keyring: Keyring;
    readonly place: { readonly id: string; readonly purpose: string };
    readonly sealed: Buffer;
  },
  unreadable: Set<string>,
): Buffer | undefined {
  const { keyring, place, sealed } = secret;
  try {
    return openSealedSecret(keyring, place, sealed);
  } catch (error) {
    if (!(error instanceof ServerError && error.code === 'SECRET_UNREADABLE')) throw error;
    unreadable.add(`${place.purpose} of ${place.id}`);
    return undefined;
  }
}
