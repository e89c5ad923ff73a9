import type pg from 'pg';
import { BoundedClient, cutOff, socketOf } from './bounded-client.ts';
import { parseConnectionString, type ConnectionTarget } from './parse-connection-string.ts';
import { DatabaseError } from '../database-error.ts';
import { redactAddress } from './redact-address.ts';
import { refusePooler } from './refuse-pooler.ts';
import { mayTryOther, sslAttempts, type SslSetting } from './ssl-attempts.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_DELAY_MS = 10_000;

/** How long a connection may be without a sign. */
export interface ConnectOptions {
  /**
   * Time without a byte in either direction after which the connection is cut: what it was at rejects, code ETIMEDOUT. Longer than the
   * longest statement takes. @default no limit, for work that a person waits for
   */
  readonly silenceMs?: number;
}

/** Settings of every connection of Varve, without those of its encryption. */
export function clientConfig(target: ConnectionTarget, purpose: string): pg.ClientConfig {
  const { host, port, user, password, database, options, connectTimeoutS = 0 } = target;
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(options === undefined ? {} : { options }),
    application_name: target.applicationName ?? `varve ${purpose}`,
    connectionTimeoutMillis: connectTimeoutS > 0 ? connectTimeoutS * 1_000 : CONNECT_TIMEOUT_MS,
    // An idle connection whose other end vanished is found out within half a minute, not within hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_DELAY_MS,
  };
}

/**
 * Opens one connection.
 *
 * @param purpose - shows in `pg_stat_activity` as `varve <purpose>`
 * @throws DatabaseError CONNECTION_STRING_INVALID; DATABASE_UNREACHABLE with the address (never who asks, nor the password) and the
 * cause; DATABASE_POOLED when a pooler stands before it that gives each transaction another session
 */
export async function connect(
  connectionString: string,
  purpose: string,
  { silenceMs }: ConnectOptions = {},
): Promise<pg.Client> {
  const target = parseConnectionString(connectionString);
  const config = clientConfig(target, purpose);
  try {
    const { client, ssl } = await openClient(config, sslAttempts(target));
    socketOf(client).on('timeout', () => cutSilent(client));
    limitSilence(client, CONNECT_TIMEOUT_MS);
    await refusePooler(client, () => openClient(config, [ssl]).then((other) => other.client));
    limitSilence(client, silenceMs);
    return client;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'DATABASE_UNREACHABLE',
      `no connection to ${redactAddress(connectionString)}: ${(error as Error).message}${hintOn(error)}`,
      { cause: error },
    );
  }
}

/** A client that is connected, and how it is encrypted. */
export interface OpenedClient {
  readonly client: pg.Client;
  readonly ssl: SslSetting;
}

/** Connects in the first way that the server takes. */
export async function openClient(
  config: pg.ClientConfig,
  [ssl = false, ...others]: readonly SslSetting[],
): Promise<OpenedClient> {
  const client = new BoundedClient({ ...config, ssl });
  // A connection that breaks says so by an event, too; the next query gives the error to its caller.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, ssl };
  } catch (error) {
    // A refusal leaves the socket open.
    cutOff(client);
    if (others.length === 0 || !mayTryOther(error)) throw error;
    // The first error is about what was asked for; the second would speak of the fallback.
    return await openClient(config, others).catch((later: unknown) => {
      throw mayTryOther(later) ? error : later;
    });
  }
}

/** Sets for how long a connection of `connect` may be without a byte in either direction, at work or not; undefined: for ever. */
export function limitSilence(client: pg.Client, silenceMs: number | undefined): void {
  socketOf(client).setTimeout(silenceMs ?? 0);
}

function cutSilent(client: pg.Client): void {
  const socket = socketOf(client);
  const message = `the database has not been heard of for ${socket.timeout} ms`;
  socket.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
}

/** PgBouncer refuses what it cannot keep for a session that is not one. */
function hintOn(error: unknown): string {
  return /unsupported startup parameter/.test((error as Error).message)
    ? ' (a pooler stands before the database: give the address of PostgreSQL itself)'
    : '';
}
