import type { AddressInfo } from 'node:net';
import { hashPassword } from '@varve/db';
import { pino } from 'pino';
import { createServer } from '../../src/http/create-server.ts';
import { openSecurity, type Security } from '../../src/kit/access/security.ts';
import { createSuccessors } from '../../src/kit/access/successors.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { createLoginThrottle } from '../../src/kit/throttle/login-throttle.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';
import { partsOf } from './test-gateway.ts';

/** A password of the users that tests make. */
export const PASSWORD = 'the tide is out again';

/** A server with a real database, whose users log in over HTTP. */
export interface TestServer extends AsyncDisposable {
  readonly address: string;
  readonly database: TestDatabase;
  readonly tenantId: string;
  readonly security: Security;
  /** The server's log so far, as text. */
  log(): string;
  /** Makes a user with a built-in role. @returns the id */
  makeUser(username: string, role?: string, password?: string): Promise<string>;
  /** Asks without a credential, from an address of its own if one is given. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Entries of the tenant's audit log, the oldest first. */
  entries(action: string): Promise<Record<string, unknown>[]>;
}

/** Options of `startTestServer`. */
interface TestServerOptions {
  /** Another server's, for a second one of another tenant, or after a restart. @default a new one */
  readonly database?: TestDatabase;
  /** @default 'default' */
  readonly tenant?: string;
  /** Varve's own folder. @default the database's */
  readonly directory?: string;
  /** Clock of the throttle of log-ins and of the successors of refresh tokens, in milliseconds. @default the system's */
  readonly nowMs?: () => number;
  /** Private networks that it may send to. @default none */
  readonly networks?: readonly string[];
}

/** Starts a server that trusts `X-Forwarded-For` of this machine. Second factors are not asked of any role. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  await using started = new AsyncDisposableStack();
  const database = options.database ?? started.use(await startTestDatabase());
  const { tenant: name = 'default', directory = database.directory } = options;
  await database.query('SELECT internal.found_tenant($1)', [name]);
  await database.query("UPDATE tenants SET factor_roles = '{}' WHERE factor_roles <> '{}'");
  const tenants = started.use(await openTenants(database.connectionString, name));
  const opened = started.use(
    await openSecurity({ directory, database: database.connectionString, tenants }),
  );
  const { nowMs } = options;
  const timed = nowMs && {
    throttle: createLoginThrottle({ nowMs }),
    successors: createSuccessors(nowMs),
  };
  const security = { ...opened, ...timed };
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const parts = { ...partsOf({ networks: options.networks ?? [] }), tenants, security };
  const server = await createServer(parts, {
    logger,
    trustedProxies: ['127.0.0.1'],
    anonymousCallsPerMinute: 100_000,
  });
  started.defer(() => server.close());
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const { tenantId } = tenants.home;
  const running = started.move();
  return {
    address,
    database,
    tenantId,
    security,
    log: () => lines.join(''),
    async makeUser(username, role = 'viewer', password = PASSWORD) {
      const rows = await database.query<{ id: string }>(
        `WITH made AS (
           INSERT INTO users (tenant_id, username, password_hash) VALUES ($1, $2, $3) RETURNING tenant_id, id)
         INSERT INTO user_roles (tenant_id, user_id, role_id)
         SELECT made.tenant_id, made.id, r.id FROM made JOIN roles r ON r.tenant_id = made.tenant_id AND r.name = $4
         RETURNING user_id AS id`,
        [tenantId, username, await hashPassword(password), role],
      );
      return rows[0]!.id;
    },
    post: (path, body, headers = {}) =>
      fetch(new URL(path, address), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    entries: (action) =>
      database.query('SELECT * FROM audit_log WHERE tenant_id = $1 AND action = $2 ORDER BY id', [
        tenantId,
        action,
      ]),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
