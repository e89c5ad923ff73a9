import { callbackify } from 'node:util';
import pg from 'pg';
import { BoundedClient, cutOff, encrypt } from './bounded-client.ts';
import { clientConfig, openClient } from './connect.ts';
import { parseConnectionString } from './parse-connection-string.ts';
import { mayTryOther, sslAttempts, type SslSetting } from './ssl-attempts.ts';

/** How much a pool may ask of a database, and for how long it waits for it. */
export interface PoolOptions {
  readonly maxConnections: number;
  /** A statement that takes longer is cancelled; where the server does not even say so, its connection is cut. */
  readonly statementTimeoutMs: number;
  /** Options that each of its sessions begins with: `-c role=…`. */
  readonly sessionOptions?: string;
}

/** Added to what the server allows a statement, for the way of its answer. */
const GRACE_MS = 2_000;
const IDLE_MS = 10_000;

/**
 * Opens a pool in which no wait is for ever: for a connection, for an answer, for the end of one. A connection on which something
 * was waited for in vain leaves the pool.
 *
 * @param purpose - shows in `pg_stat_activity` as `varve <purpose>`
 * @throws DatabaseError CONNECTION_STRING_INVALID
 */
export function openPool(
  connectionString: string,
  purpose: string,
  { maxConnections, statementTimeoutMs, sessionOptions = '' }: PoolOptions,
): pg.Pool {
  const target = parseConnectionString(connectionString);
  const options = `${target.options ?? ''} ${sessionOptions}`.trim();
  const config = clientConfig({ ...target, ...(options === '' ? {} : { options }) }, purpose);
  const pool = new pg.Pool({
    ...config,
    Client: clientClass(config, sslAttempts(target)) as unknown as new () => pg.ClientBase,
    max: maxConnections,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + GRACE_MS,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle leaves the pool by itself.
  pool.on('error', () => undefined);
  // One that breaks in use is told to whoever waits for an answer; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('release', (error, client) => {
    if (!isAnswer(error)) cutOff(client);
  });
  return pool;
}

/** Whether a connection may go on, or be ended in good order: nothing went wrong, or it was the server that said so. */
function isAnswer(error: Error | boolean | null | undefined): boolean {
  return !error || (error as { severity?: string }).severity !== undefined;
}

/** Clients that are encrypted in the first way that the server takes: found out by the first of them, kept by the others. */
function clientClass(config: pg.ClientConfig, attempts: readonly SslSetting[]) {
  let settled: Promise<SslSetting> | undefined;
  const settle = async (): Promise<SslSetting> => {
    if (attempts.length === 1) return attempts[0]!;
    const { client, ssl } = await openClient(config, attempts);
    await client.end();
    return ssl;
  };
  const forget = (error: unknown): never => {
    settled = undefined;
    throw error;
  };
  return class PooledClient extends BoundedClient {
    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | void {
      const connected = this.#connect();
      if (callback === undefined) return connected;
      callbackify(() => connected)(callback);
    }

    async #connect(): Promise<this> {
      settled ??= settle();
      try {
        encrypt(this, await settled.catch(forget));
        await super.connect();
        return this;
      } catch (error) {
        cutOff(this);
        // The server may have been told otherwise since.
        if (mayTryOther(error)) settled = undefined;
        throw error;
      }
    }
  };
}
