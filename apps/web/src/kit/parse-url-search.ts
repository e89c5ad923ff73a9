// Addresses that a person can read and write: `?tags=1,2&range=15m`, no JSON.

/** Reads the search part of an address into texts; the last of several equal names counts. */
export function parseUrlSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes texts and numbers as the search part of an address, with its `?`; leaves out the rest. */
export function stringifyUrlSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string | number] =>
      typeof pair[1] === 'string' || typeof pair[1] === 'number',
  );
  if (pairs.length === 0) return '';
  const written = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeValue(value)}`);
  return `?${written.join('&')}`;
}

/**
 * Commas, colons and slashes may stand in a query unescaped (RFC 3986, section 3.4). A slash at the end may not here: the router takes
 * addresses that differ in nothing else for the same, and whoever types one would lose it.
 */
function encodeValue(value: string | number): string {
  return encodeURIComponent(value)
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll(/%2F(?!$)/g, '/');
}
