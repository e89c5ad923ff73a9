import { createAddressList, type AddressList } from '../network/address-list.ts';
import { sameHash } from '../secrets/same-hash.ts';
import { ServerError } from '../server-error.ts';
import type { Tenants } from '../tenants.ts';
import type { AccessFeed } from './access-feed.ts';
import { parseApiKey } from './api-key.ts';
import { keepAccess } from './keep-access.ts';
import { readApiKey, type ApiKeyRights } from './read-api-key.ts';

/** A key that holds: by its rights, until its signal. */
interface FoundKey extends Pick<
  ApiKeyRights,
  'id' | 'ownerId' | 'ownerName' | 'permissions' | 'scoped'
> {
  readonly tenantId: string;
  /** Names of the sources whose samples it may write; null for all. */
  readonly sources: ReadonlySet<string> | null;
  /** Aborts when the key ends or its rights change. */
  readonly signal: AbortSignal;
}

/** API keys as they are now: a key that is revoked anywhere is gone here within a second. */
export interface KeyRegistry {
  /**
   * Finds the key that a text is and counts it as used; undefined where it is none, or holds no more.
   *
   * @throws ServerError ADDRESS_FORBIDDEN for a key that holds, and not from that address
   */
  find(text: string, clientAddress: string): Promise<FoundKey | undefined>;
}

const WRITE_USE_MS = 60_000;
/** Keys that are looked up at a time: half of the server's connections. */
const MAX_READS = 2;

interface CachedKey extends Omit<ApiKeyRights, 'sources' | 'networks'> {
  readonly tenantId: string;
  readonly sources: ReadonlySet<string> | null;
  readonly networks: AddressList | null;
  writtenAtMs: number;
}

/** Makes the search for API keys. */
export function createKeyRegistry(feed: AccessFeed, tenants: Tenants): KeyRegistry {
  let reading = 0;
  const read = async (keyId: string) => {
    // Whoever makes keys up must not take the connections of those who have one.
    if (reading >= MAX_READS)
      throw new ServerError('THROTTLED', 'too many keys are looked for: try again in a second', {
        retryAfterSeconds: 1,
      });
    reading++;
    try {
      const tenant = await tenants.ofKey(keyId);
      const key = await tenant?.transaction((transaction) => readApiKey(transaction, keyId));
      if (tenant === undefined || key === undefined) return undefined;
      const { tenantId } = tenant;
      const { ownerId: userId, roleIds, expiresAtMs } = key;
      return { tenantId, userId, roleIds, expiresAtMs, value: cachedKey(key, tenantId) };
    } finally {
      reading--;
    }
  };
  const find = keepAccess<CachedKey, string>(feed, { idOf: (keyId) => keyId, read });
  const countUse = (key: CachedKey, clientAddress: string): void => {
    const nowMs = Date.now();
    if (nowMs - key.writtenAtMs < WRITE_USE_MS) return;
    key.writtenAtMs = nowMs;
    const written = tenants.of(key.tenantId).transaction(({ $client }) =>
      $client.query(
        `INSERT INTO api_key_uses AS n (key_id, last_used_at, last_address) VALUES ($1, now(), $2)
         ON CONFLICT (key_id) DO UPDATE SET last_used_at = excluded.last_used_at, last_address = excluded.last_address`,
        [key.id, clientAddress],
      ),
    );
    // The next use after this minute writes it again.
    written.catch(() => undefined);
  };
  return {
    async find(text, clientAddress) {
      const presented = parseApiKey(text);
      if (presented === null) return undefined;
      const found = await find(presented.id);
      if (found === undefined || !sameHash(presented.hash, found.value.hash)) return undefined;
      const { value: key, signal } = found;
      if (Date.now() >= key.expiresAtMs) return undefined;
      if (key.networks?.includes(clientAddress) === false)
        throw new ServerError('ADDRESS_FORBIDDEN', 'the key is not to be used from this address');
      countUse(key, clientAddress);
      const { id, tenantId, ownerId, ownerName, permissions, scoped, sources } = key;
      return { id, tenantId, ownerId, ownerName, permissions, scoped, sources, signal };
    },
  };
}

function cachedKey(key: ApiKeyRights, tenantId: string): CachedKey {
  return {
    ...key,
    tenantId,
    sources: key.sources === null ? null : new Set(key.sources),
    networks: key.networks === null ? null : createAddressList(key.networks),
    writtenAtMs: key.lastUsedAtMs,
  };
}
