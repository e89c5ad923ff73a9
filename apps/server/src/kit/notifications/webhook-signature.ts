import { createHmac } from 'node:crypto';

/**
 * Signs the body of a webhook: `t=1760000000,v1=…`, the time in seconds and HMAC-SHA256 of `<t>.<body>`, hexadecimal.
 *
 * The receiver works it out again with the key that both know, compares in constant time, and refuses an old time.
 */
export function webhookSignature(key: string, body: string, timeMs: number): string {
  const seconds = Math.floor(timeMs / 1_000);
  const mac = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
