import type { Logger } from 'pino';
import { createServer } from '../http/create-server.ts';
import { listen } from '../http/listen.ts';
import type { Collector } from '../kit/collector.ts';
import type { Reader } from '../kit/reader.ts';
import type { TenantDatabase } from '../kit/tenant-database.ts';
import { VERSION } from './version.ts';

/** Options of `startServing`. */
export interface ServingOptions {
  readonly tenant: TenantDatabase;
  readonly collector: Collector;
  readonly reader: Reader;
  readonly host: string;
  readonly port: number | undefined;
  /** Names of the server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
  /** The built console; undefined: calls only. */
  readonly consoleFolder: string | undefined;
  readonly logger: Logger;
}

/** The running half that answers people and programs. */
export interface Serving extends AsyncDisposable {
  /** To open in a browser. */
  readonly address: string;
}

/** Starts the half that serves: API and console. @throws ServerError PORT_TAKEN, PORT_FORBIDDEN */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { tenant, collector, reader, consoleFolder, allowedHosts = [], host, logger } = options;
  await using started = new AsyncDisposableStack();
  const startedAt = performance.now();
  const uptimeSeconds = () => (performance.now() - startedAt) / 1_000;
  const context = { collector, reader, tenant, server: { version: VERSION, uptimeSeconds } };
  const names = [...allowedHosts, host];
  const server = await createServer(context, { logger, consoleFolder, allowedHosts: names });
  started.defer(() => server.close());
  const address = await listen(server, options);
  const running = started.move();
  return { address, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
