import { limitSilence } from '@varve/db';
import type { Client } from 'pg';

/**
 * Works over a connection for as long as the server gives a sign. A server that vanished without a word — a cable, a failover, a firewall
 * that forgot — would be waited for until the system gives up, a quarter of an hour later.
 *
 * @param silenceMs - time without a byte in either direction, after which the connection is cut: the work rejects with the code ETIMEDOUT
 */
export async function whileHeard<Result>(
  client: Client,
  silenceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  limitSilence(client, silenceMs);
  try {
    return await work();
  } finally {
    limitSilence(client, undefined);
  }
}
