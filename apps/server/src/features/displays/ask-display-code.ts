import type { DisplayCode } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { canonicalAddress } from '../../kit/network/canonical-address.ts';
import { clientNetwork } from '../../kit/network/client-network.ts';
import { ServerError } from '../../kit/server-error.ts';
import { createClaim, createDisplayCode, displayHash } from './display-code.ts';

/** A code for a screen, with what the screen alone knows. */
interface NewDisplayCode extends DisplayCode {
  readonly claim: string;
}

/** Time in which a screen is to be paired. */
export const DISPLAY_CODE_SECONDS = 600;
/** Screens that wait at a time: in the tenant, and from one network. */
const MAX_WAITING = 100;
const MAX_WAITING_OF_NETWORK = 10;

// The network with the most of them gives: strangers who fill all places push out their own, and not a screen that is alone.
const MAKE_ROOM_SQL = `
  DELETE FROM displays WHERE id IN (
    SELECT id FROM (
      SELECT id, created_at, count(*) OVER () AS all_, count(*) OVER (
        PARTITION BY network(set_masklen(client_address, CASE family(client_address) WHEN 6 THEN 64 ELSE 32 END))) AS own
      FROM displays WHERE user_id IS NULL) AS waiting
    WHERE all_ > ${MAX_WAITING} ORDER BY own DESC, created_at, id LIMIT 1)`;

/**
 * Gives a screen a code to show, in the place of one that it had; where too many wait, another one loses its place.
 *
 * @throws ServerError THROTTLED while too many of its network wait
 */
export async function askDisplayCode(
  { $client }: TenantTransaction,
  {
    clientAddress,
    oldClaim,
  }: { readonly clientAddress: string; readonly oldClaim: string | undefined },
): Promise<NewDisplayCode> {
  await $client.query(
    'DELETE FROM displays WHERE user_id IS NULL AND (expires_at <= now() OR claim_hash = $1)',
    [oldClaim === undefined ? null : displayHash(oldClaim)],
  );
  const network = clientNetwork(clientAddress);
  const [code, claim] = [createDisplayCode(), createClaim()];
  const { rows } = await $client.query<{ expires_at: Date }>(
    `INSERT INTO displays (code_hash, claim_hash, client_address, expires_at)
     SELECT $1, $2, $3::inet, now() + make_interval(secs => ${DISPLAY_CODE_SECONDS})
     WHERE (SELECT count(*) FROM displays WHERE user_id IS NULL AND client_address <<= $4::inet) < ${MAX_WAITING_OF_NETWORK}
     RETURNING expires_at`,
    [displayHash(code), displayHash(claim), canonicalAddress(clientAddress)?.text, network],
  );
  const row = rows[0];
  if (row === undefined)
    throw new ServerError('THROTTLED', 'too many screens of this network wait for being paired', {
      retryAfterSeconds: DISPLAY_CODE_SECONDS,
    });
  await $client.query(MAKE_ROOM_SQL);
  return { code, claim, expiresAtMs: row.expires_at.getTime() };
}
