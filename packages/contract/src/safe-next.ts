// No schema: the console's first script reads it.

/** Most characters of an address to go to after a log-in. */
export const MAX_NEXT_LENGTH = 2_000;

/**
 * An address within the console, to go to after a log-in: what it begins with leads to no other host.
 *
 * A browser drops tabs and line breaks from an address, and takes a backslash for a slash.
 */
export const NEXT_ADDRESS = /^\/(?!\/)[^\\\p{Cc}]*$/u;

/** Takes an address to go to after a log-in, as it came in the address of a page; undefined for one that is not of this console. */
export function safeNext(next: unknown): string | undefined {
  const isSafe =
    typeof next === 'string' && next.length <= MAX_NEXT_LENGTH && NEXT_ADDRESS.test(next);
  return isSafe ? next : undefined;
}
