import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { permission } from './permission.ts';
import { userId } from './sessions.ts';
import { timeMs } from './time-ms.ts';

const MAX_LISTED_KEYS = 200;
const MAX_KEY_SOURCES = 1_000;
const MAX_KEY_NETWORKS = 100;

/** Id of an API key: no secret. */
export const keyId = z.uuid();

const keyName = z.string().trim().min(1).max(100);
const permissions = z.array(permission).min(1).max(permission.options.length);
const sources = z.array(z.string().min(1).max(200)).min(1).max(MAX_KEY_SOURCES);
const networks = z.array(z.string().max(50)).min(1).max(MAX_KEY_NETWORKS);

/** An API key, as who manages keys sees it: never its secret. */
export const keyInfo = z.strictObject({
  id: keyId,
  /** The key's first part, by which people tell it from others: `varve_<id>`. */
  prefix: z.string(),
  name: z.string(),
  ownerId: userId,
  ownerName: z.string(),
  /** Rights that it has as far as its owner has them. */
  permissions: z.array(permission).max(permission.options.length),
  /** Names of the sources whose samples it may write; null for all that programs write. */
  sources: z.array(z.string()).max(MAX_KEY_SOURCES).nullable(),
  /** Addresses and networks that it may be used from; null for all. */
  networks: z.array(z.string()).max(MAX_KEY_NETWORKS).nullable(),
  createdAtMs: timeMs,
  /** Null for a key without an end. */
  expiresAtMs: timeMs.nullable(),
  revokedAtMs: timeMs.nullable(),
  /** To the minute; null before its first use. */
  lastUsedAtMs: timeMs.nullable(),
  lastAddress: z.string().nullable(),
});
export type KeyInfo = z.infer<typeof keyInfo>;

/** Input of `keys.list`: keys of all users, those made last first. */
export const listKeysInput = z.strictObject({
  ...pageInput(MAX_LISTED_KEYS),
});
export type ListKeysInput = z.infer<typeof listKeysInput>;

/** Output of `keys.list`. */
export const keyPage = z.strictObject({
  keys: z.array(keyInfo).max(MAX_LISTED_KEYS),
  nextCursor,
});
export type KeyPage = z.infer<typeof keyPage>;

/** Input of `keys.create`. The key belongs to the caller, and never has a right that he lacks. */
export const createKeyInput = z.strictObject({
  name: keyName,
  permissions,
  /** @default all that programs write */
  sources: sources.optional(),
  /** As `10.0.0.7`, `10.0.0.0/8` or `fd00::/8`. @default all */
  networks: networks.optional(),
  /** @default none */
  expiresAtMs: timeMs.optional(),
});
export type CreateKeyInput = z.infer<typeof createKeyInput>;

/** Output of `keys.create`. */
export const newKey = z.strictObject({
  id: keyId,
  /** The key itself: shown here once, and kept nowhere. */
  secret: z.string(),
});
export type NewKey = z.infer<typeof newKey>;

/** Input of `keys.revoke`. */
export const revokeKeyInput = z.strictObject({ keyId });
export type RevokeKeyInput = z.infer<typeof revokeKeyInput>;
