import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@varve/db';
import type { Client } from 'pg';

/** Options of `keepListening`. */
interface ListeningOptions {
  readonly database: string;
  /** Shows in `pg_stat_activity` as `varve <purpose>`. */
  readonly purpose: string;
  /** Statements that begin the listening, on each new connection. */
  readonly sql: string;
  readonly onWord: (payload: string) => void;
  /** Called when words can be heard. */
  readonly onHearing?: () => void;
  /** Called when no word can be heard any more. */
  readonly onDeaf?: () => void;
}

const RETRY_MS = 500;
const SILENCE_MS = 10_000;
const SIGN_MS = 3_000;

/** Listens for NOTIFY on a connection of its own until the signal comes; a connection that breaks is opened again. */
export async function keepListening(
  { database, purpose, sql, onWord, onHearing, onDeaf }: ListeningOptions,
  signal: AbortSignal,
): Promise<void> {
  const listen = async (client: Client): Promise<void> => {
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', ({ payload = '' }) => onWord(payload));
    await client.query(sql);
    onHearing?.();
    // A connection that is cut where nothing is heard needs a sign where nothing is told.
    const signs = setInterval(() => void client.query('SELECT 1').catch(() => undefined), SIGN_MS);
    await ended.finally(() => clearInterval(signs));
  };
  while (!signal.aborted) {
    const client = await connect(database, purpose, { silenceMs: SILENCE_MS }).catch(
      () => undefined,
    );
    if (client !== undefined) {
      const stop = (): void => void client.end();
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      await listen(client).catch(() => undefined);
      signal.removeEventListener('abort', stop);
      await client.end();
      onDeaf?.();
    }
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}
