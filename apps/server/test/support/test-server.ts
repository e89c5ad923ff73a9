import { createHistorian, type Historian } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import pino from 'pino';
import { logInAs } from '../../../../test/log-in-as.ts';
import { createServer } from '../../src/http/create-server.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import type { ServerParts } from '../../src/trpc/request-context.ts';
import { historianParts } from './historian-parts.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

/** Headers that name a caller. */
export interface CallerHeaders {
  readonly authorization: string;
}

/** A server with a historian and a database, on a port of loopback. */
export interface TestServer extends AsyncDisposable {
  readonly address: string;
  readonly database: TestDatabase;
  readonly historian: Historian;
  readonly parts: ServerParts;
  /** Headers of a user with a built-in role, logged in just now. */
  headersOf(role: string): Promise<CallerHeaders>;
  /** Makes an API key of the admin. @returns its id, and the headers that show it */
  makeKey(input: Record<string, unknown>): Promise<{ readonly id: string } & CallerHeaders>;
}

/** Starts a server whose historian has the given sources. @param change - gives other parts to the server */
export async function startTestServer(
  sources: readonly SourceDefinition[],
  change: (parts: ServerParts) => ServerParts = (parts) => parts,
): Promise<TestServer> {
  await using started = new AsyncDisposableStack();
  const database = started.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default')");
  const { connectionString, directory } = database;
  const historian = started.use(
    await createHistorian({
      database: connectionString,
      directory,
      sources,
      workers: 1,
      flushIntervalMs: 20,
    }),
  );
  const tenants = started.use(await openTenants(connectionString, 'default'));
  const security = started.use(
    await openSecurity({ directory, database: connectionString, tenants }),
  );
  const parts = change(historianParts(historian, tenants, security));
  const server = await createServer(parts, {
    logger: pino({ level: 'silent' }),
    anonymousCallsPerMinute: 100_000,
  });
  started.defer(() => server.close());
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const headersOf = (role: string) => logInAs({ connectionString, address, role });
  const running = started.move();
  return {
    address,
    database,
    historian,
    parts,
    headersOf,
    async makeKey(input) {
      const response = await fetch(`${address}/trpc/keys.create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await headersOf('admin')) },
        body: JSON.stringify({ name: 'a device', ...input }),
      });
      const { result } = (await response.json()) as {
        readonly result: { readonly data: { readonly id: string; readonly secret: string } };
      };
      return { id: result.data.id, authorization: `Bearer ${result.data.secret}` };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
