import { timingSafeEqual } from 'node:crypto';

/** Compares the hash of a presented secret with a stored one, in constant time; hashes of unequal length are not the same. */
export function sameHash(presented: Uint8Array, stored: Uint8Array): boolean {
  return presented.length === stored.length && timingSafeEqual(presented, stored);
}
