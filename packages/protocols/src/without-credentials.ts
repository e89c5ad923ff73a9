/** A URL as it may be shown and stored: without the user name and password that it may hold. */
export function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
