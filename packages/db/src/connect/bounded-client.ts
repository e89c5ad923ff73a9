import type { Socket } from 'node:net';
import { callbackify } from 'node:util';
import pg from 'pg';
import type { SslSetting } from './ssl-attempts.ts';

/** Parts of a client that its types leave out. */
interface ConnectedClient {
  ssl: SslSetting;
  readonly connection: { readonly stream: Socket; ssl: SslSetting };
}

const END_MS = 2_000;

/** The socket that a client speaks over. */
export function socketOf(client: pg.ClientBase): Socket {
  return (client as unknown as ConnectedClient).connection.stream;
}

/** Decides how a client is encrypted, before it connects. */
export function encrypt(client: pg.Client, ssl: SslSetting): void {
  const { connection } = Object.assign(client as unknown as ConnectedClient, { ssl });
  connection.ssl = ssl;
}

/** Ends a connection for which no farewell can be said any more. */
export function cutOff(client: pg.ClientBase): void {
  socketOf(client).destroy();
}

/**
 * A client whose end comes: a server that has fallen silent does not answer a farewell, and whoever waits for the end would wait for
 * ever.
 */
export class BoundedClient extends pg.Client {
  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const timer = setTimeout(() => cutOff(this), END_MS);
    const ended = super.end().finally(() => clearTimeout(timer));
    if (callback === undefined) return ended;
    callbackify(() => ended)(callback);
  }
}
