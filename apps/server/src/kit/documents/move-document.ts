import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing } from '../access/access.ts';
import { conflict, ServerError } from '../server-error.ts';
import type { DocumentLife, Transition } from './document-life.ts';
import type { CurrentDocument } from './lock-document.ts';
import { readMoves } from './read-moves.ts';

/** A transition that somebody wants a document to take. */
interface WantedMove<State extends string, Name extends string> {
  /** The document, by `lockDocument`. */
  readonly current: CurrentDocument<State>;
  readonly transition: Name;
  /** Why, in words; empty where nobody is asked. */
  readonly reason: string;
  readonly userId: string;
  /** Whether the user has a right at the place of the document. */
  readonly holds: (permission: Permission) => boolean;
  /** Columns that the transition writes, by their names. @default none */
  readonly columns?: Readonly<Record<string, string>>;
}

/**
 * Takes a document from one state to another, and writes both the move and an event of the audit log. The database gives a number where the
 * state asks for one.
 *
 * @throws ServerError PERMISSION_MISSING; CONFLICT `document_state` where the transition begins elsewhere, or `four_eyes`; QUERY_INVALID
 * without a reason where one is asked for
 */
export async function moveDocument<State extends string, Name extends string>(
  transaction: TenantTransaction,
  life: DocumentLife<State, Name>,
  move: WantedMove<State, Name>,
): Promise<void> {
  const { $client } = transaction;
  const { current, transition, reason, columns = {} } = move;
  const taken = life.transitions[transition];
  await requireMove(transaction, life, { move, taken });
  const names = Object.keys(columns);
  const written = names.map((name, index) => `, ${name} = $${index + 3}`).join('');
  await $client.query("SELECT set_config('varve.reason', $1, true)", [reason]);
  await $client.query(`UPDATE ${life.table} SET status = $2${written} WHERE id = $1`, [
    current.id,
    taken.to,
    ...Object.values(columns),
  ]);
  // It is of this move only: another document may move in the same transaction.
  await $client.query("SELECT set_config('varve.reason', '', true)");
  await $client.query("SELECT internal.record_event('document_moved', $1, $2, $3)", [
    life.table,
    current.id,
    JSON.stringify({ transition, from: taken.from, to: taken.to, reason }),
  ]);
}

async function requireMove<State extends string, Name extends string>(
  transaction: TenantTransaction,
  { what, table }: DocumentLife<State, Name>,
  { move, taken }: { move: WantedMove<State, Name>; taken: Transition<State> },
): Promise<void> {
  const { current, reason, userId, holds } = move;
  if (!holds(taken.permission)) throw permissionMissing(taken.permission);
  if (current.state !== taken.from)
    throw conflict(
      'document_state',
      `${move.transition} begins at ${taken.from}, and this ${what} is ${current.state}`,
    );
  if (taken.asks === 'reason' && reason === '') {
    const message = `expected a reason to ${move.transition} a ${what}`;
    throw new ServerError('QUERY_INVALID', message, {
      issues: [{ path: ['reason'], message, code: 'missing' }],
    });
  }
  if (taken.fourEyes !== true) return;
  const { moverId } = await readMoves(transaction, table, current.id);
  if (moverId === userId)
    throw conflict(
      'four_eyes',
      `you made this ${what} ${current.state}: somebody else has to ${move.transition} it`,
    );
}
