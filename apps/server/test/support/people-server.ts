import { createTRPCClient, httpLink, type TRPCClient, type TRPCClientError } from '@trpc/client';
import type { ErrorCode, InputIssue } from '@varve/contract';
import { expect } from 'vitest';
import { logInAs } from '../../../../test/log-in-as.ts';
import { jobs } from '../../src/jobs.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import type { TenantDatabase } from '../../src/kit/tenant-database.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import type { AppRouter } from '../../src/router.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';
import { partsOf, startGateway } from './test-gateway.ts';

/** Calls of one user over HTTP. */
export interface Caller {
  readonly headers: { readonly authorization: string };
  readonly api: TRPCClient<AppRouter>;
}

/** A server with a database, and nothing that collects: for what is about people. */
export interface PeopleServer extends AsyncDisposable {
  readonly address: string;
  readonly database: TestDatabase;
  readonly tenant: TenantDatabase;
  /** Calls of a user of a built-in role, who is called after it. */
  callerAs(role: string): Promise<Caller>;
  /** Sets a user's password by a link, and logs him in. */
  enter(username: string, code: string): Promise<Caller>;
  /** Id of a built-in role. */
  roleId(name: string): Promise<string>;
}

/**
 * Starts a server whose tenant is `default`; `other` is there too, with a user of its own called `stranger`.
 *
 * @param options - the built console, where it is to be served, and private networks that it may send to
 */
export async function startPeopleServer({
  consoleFolder,
  networks = [],
}: {
  readonly consoleFolder?: string;
  readonly networks?: readonly string[];
} = {}): Promise<PeopleServer> {
  await using started = new AsyncDisposableStack();
  const database = started.use(await startTestDatabase());
  await database.query("SELECT internal.found_tenant('default'), internal.found_tenant('other')");
  await database.query(
    "INSERT INTO users (tenant_id, username) SELECT id, 'stranger' FROM tenants WHERE name = 'other'",
  );
  const { connectionString, directory } = database;
  const tenants = started.use(await openTenants(connectionString, 'default'));
  const security = started.use(
    await openSecurity({ directory, database: connectionString, tenants }),
  );
  const parts = { ...partsOf({ networks }), tenants, security, jobs, directory };
  const { address } = started.use(
    await startGateway({ parts, consoleFolder, anonymousCallsPerMinute: 100_000 }),
  );
  const running = started.move();
  return {
    address,
    database,
    tenant: tenants.home,
    callerAs: async (role) => callerBy(address, await logInAs({ connectionString, address, role })),
    async enter(username, code) {
      const password = 'seven herons at noon';
      await post(address, '/api/session/link', { code, password });
      const { access_token: token } = await post(address, '/api/auth/login', {
        username,
        password,
      });
      return callerBy(address, { authorization: `Bearer ${token}` });
    },
    async roleId(name) {
      const rows = await database.query<{ id: string }>(
        "SELECT r.id FROM roles r JOIN tenants t ON t.id = r.tenant_id WHERE t.name = 'default' AND r.name = $1",
        [name],
      );
      return rows[0]!.id;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function callerBy(address: string, headers: Caller['headers']): Caller {
  const links = [httpLink({ url: `${address}/trpc`, headers })];
  return { headers, api: createTRPCClient<AppRouter>({ links }) };
}

async function post(
  address: string,
  path: string,
  body: object,
): Promise<{ readonly access_token?: string }> {
  const answer = await fetch(new URL(path, address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { access_token?: string };
}

/** Answer to a refused call. */
export interface Told {
  readonly reason: ErrorCode | null;
  readonly message: string;
  readonly permission?: string;
  readonly issues?: readonly InputIssue[];
  readonly current?: object;
}

/** Waits for a call that has to be refused. */
export async function refusalBy(answer: Promise<unknown>): Promise<Told> {
  const error = await answer.then(
    (value) => expect.unreachable(`it was answered: ${JSON.stringify(value)}`),
    (failure: unknown) => failure as TRPCClientError<AppRouter>,
  );
  return { message: error.message, ...(error.data as unknown as Omit<Told, 'message'>) };
}
