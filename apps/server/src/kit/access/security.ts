import { join } from 'node:path';
import { createHashQueue, type HashQueue } from '../passwords/hash-queue.ts';
import { readOrMakeKey } from '../secrets/read-or-make-key.ts';
import type { Keyring } from '../secrets/sealed-secret.ts';
import { openKeyring } from '../secrets/keyring.ts';
import type { Tenants } from '../tenants.ts';
import { createLoginThrottle, type LoginThrottle } from '../throttle/login-throttle.ts';
import { openAccessFeed } from './access-feed.ts';
import { createKeyRegistry, type KeyRegistry } from './key-registry.ts';
import { createSuccessors, type Successors } from './successors.ts';
import { createSessionRegistry, type SessionRegistry } from './session-registry.ts';
import { readSigningKeys, rotateSigningKey, type SigningKeys } from './signing-keys.ts';
import { openSetUpCode, type SetUpCode } from './set-up-code.ts';

/** Parts of the server that decide who somebody is. */
export interface Security extends AsyncDisposable {
  readonly hashes: HashQueue;
  readonly throttle: LoginThrottle;
  readonly sessions: SessionRegistry;
  readonly keys: KeyRegistry;
  readonly successors: Successors;
  /** Keys as they are now: they are read again every minute, so that a rotation is followed. */
  readonly signingKeys: () => SigningKeys;
  /** Encrypts secrets that lie in the database. */
  readonly keyring: Keyring;
  /** Proves that a browser was logged in by a user before. */
  readonly deviceKey: Buffer;
  readonly setUpCode: SetUpCode;
}

const READ_KEYS_MS = 60_000;
/** A key that signs access tokens is replaced at this age. */
const ROTATE_KEYS_MS = 30 * 24 * 3_600_000;

/** Options of `openSecurity`. */
interface SecurityOptions {
  /** Varve's own folder: keys lie in it, and the set-up code. */
  readonly directory: string;
  readonly database: string;
  readonly tenants: Tenants;
}

/**
 * Reads the keys of this server, making those that are missing, and follows the sessions and API keys of its tenants.
 *
 * @throws ServerError KEY_INVALID when a key is too short, or may be read by others
 */
export async function openSecurity(options: SecurityOptions): Promise<Security> {
  const { directory, database, tenants } = options;
  let signingKeys = await readSigningKeys(directory, Date.now());
  const readAgain = async (): Promise<void> => {
    const nowMs = Date.now();
    // A file that cannot be read or written leaves the keys that were.
    if (nowMs - signingKeys.at(-1)!.madeAtMs > ROTATE_KEYS_MS)
      await rotateSigningKey(directory, nowMs).catch(() => undefined);
    signingKeys = await readSigningKeys(directory, nowMs).catch(() => signingKeys);
  };
  const reading = setInterval(() => void readAgain(), READ_KEYS_MS).unref();
  const keyring = await openKeyring(directory);
  const deviceKey = await readOrMakeKey(directory, 'devices');
  const feed = openAccessFeed(database);
  const hashes = createHashQueue(20);
  return {
    hashes,
    throttle: createLoginThrottle({ nowMs: () => performance.now() }),
    sessions: createSessionRegistry(feed, tenants),
    keys: createKeyRegistry(feed, tenants),
    successors: createSuccessors(),
    signingKeys: () => signingKeys,
    keyring,
    deviceKey,
    setUpCode: openSetUpCode(join(directory, 'setup-code')),
    async [Symbol.asyncDispose]() {
      clearInterval(reading);
      await hashes[Symbol.asyncDispose]();
      await feed[Symbol.asyncDispose]();
    },
  };
}
