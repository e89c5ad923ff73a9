import type { TenantTransaction } from '@varve/db/tenant';
import { openSession, type Client } from '../session/index.ts';
import { displayHash } from './display-code.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** State of a screen that asks for its session. */
type Claimed =
  | { readonly state: 'waiting' | 'over' }
  | { readonly state: 'in'; readonly session: NewSession };

interface DisplayRow {
  readonly id: string;
  readonly user_id: string | null;
  readonly name: string | null;
}

/** Gives a screen that was paired its session, once. */
export async function claimDisplay(
  transaction: TenantTransaction,
  { claim, client }: { readonly claim: string; readonly client: Client },
): Promise<Claimed> {
  const { $client } = transaction;
  const { rows } = await $client.query<DisplayRow>(
    `SELECT d.id, d.user_id, u.full_name AS name FROM displays d LEFT JOIN users u ON u.id = d.user_id AND u.enabled AND u.deleted_at IS NULL
     WHERE d.claim_hash = $1 AND d.claimed_at IS NULL AND d.expires_at > now() FOR UPDATE OF d`,
    [displayHash(claim)],
  );
  const row = rows[0];
  if (row === undefined) return { state: 'over' };
  if (row.user_id === null) return { state: 'waiting' };
  if (row.name === null) return { state: 'over' };
  await $client.query('UPDATE displays SET claimed_at = now() WHERE id = $1', [row.id]);
  const session = await openSession(transaction, {
    userId: row.user_id,
    client,
    name: row.name,
    isRemembered: true,
    by: 'pairing',
    hasShownFactor: false,
    // Nobody showed a password: what needs a fresh one stays closed.
    authenticatedAtMs: 0,
  });
  return { state: 'in', session };
}
