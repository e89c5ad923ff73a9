const KEY_BYTES = 32;

/** Makes a key for the signature of a webhook: 256 bits of chance, in base 64 for addresses. */
export function newSigningKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
