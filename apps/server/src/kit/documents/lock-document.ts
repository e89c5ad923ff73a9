import type { TenantTransaction } from '@varve/db/tenant';
import { requireVersion } from '../require-version.ts';
import { conflict } from '../server-error.ts';
import type { DocumentLife } from './document-life.ts';

/** A document as a change of it finds it. */
export interface CurrentDocument<State extends string> {
  readonly id: string;
  readonly state: State;
  readonly version: string;
}

/**
 * Reads a document that nobody else changes until the end of the transaction.
 *
 * @param read - reads it as the caller may see it; throws NOT_FOUND
 * @throws ServerError CONFLICT, with the document as it is now, where it was changed since it was read
 */
export async function lockDocument<State extends string, Current extends CurrentDocument<State>>(
  { $client }: TenantTransaction,
  { table }: Pick<DocumentLife<State, string>, 'table'>,
  given: {
    readonly id: string;
    readonly expectedVersion: string;
    readonly read: () => Promise<Current>;
  },
): Promise<Current> {
  await $client.query(`SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [given.id]);
  const current = await given.read();
  requireVersion(current, given.expectedVersion);
  return current;
}

/** Refuses to change what a document says once its row is locked. @throws ServerError CONFLICT */
export function requireOpen<State extends string>(
  { what, open }: Pick<DocumentLife<State, string>, 'what' | 'open'>,
  { state }: Pick<CurrentDocument<State>, 'state'>,
): void {
  if (open.includes(state)) return;
  throw conflict(
    'document_locked',
    `a ${what} that is ${state} is locked: send it back first, or correct it by a new one`,
  );
}
