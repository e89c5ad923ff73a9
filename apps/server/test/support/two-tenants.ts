import { randomBytes } from 'node:crypto';
import { jobs } from '../../src/jobs.ts';
import type { Access } from '../../src/kit/access/access.ts';
import { createOutboundGuard } from '../../src/kit/network/outbound-guard.ts';
import type { Keyring } from '../../src/kit/secrets/sealed-secret.ts';
import type { TenantTransactions } from '../../src/kit/tenant-database.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { reportKinds } from '../../src/report-kinds.ts';
import { router } from '../../src/router.ts';
import type { RequestContext } from '../../src/trpc/request-context.ts';
import { createCallerFactory } from '../../src/trpc/trpc.ts';
import { testAccess } from './test-access.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

const createCaller = createCallerFactory(router);

/** A tenant with a user who may everything, and calls in his name. */
export interface TestTenant extends TenantTransactions {
  readonly tenantId: string;
  readonly userId: string;
  readonly caller: ReturnType<typeof createCaller>;
  /** Calls of the same user with other rights. */
  callerWith(given: Partial<Access>): ReturnType<typeof createCaller>;
}

/** Two tenants of one database, `acme` in English and `globex` in Spanish. */
export interface TwoTenants extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly keyring: Keyring;
  readonly acme: TestTenant;
  readonly globex: TestTenant;
}

/** Opens a database with two tenants. */
export async function startTwoTenants(): Promise<TwoTenants> {
  await using started = new AsyncDisposableStack();
  const database = started.use(await startTestDatabase());
  const keyring: Keyring = { current: randomBytes(32), previous: [] };
  const tenant = async (name: string, language: string): Promise<TestTenant> => {
    const { tenantId, userId } = await foundTenant(database, name, language);
    const opened = started.use(await openTenants(database.connectionString, name));
    const callerWith = (given: Partial<Access>) => {
      const access = testAccess(tenantId, { userId, username: 'boss', ...given });
      // Jobs and messages need nothing else of a running server.
      const outbound = createOutboundGuard(['127.0.0.0/8']);
      const parts = { tenants: opened, jobs, reportKinds, outbound, security: { keyring } };
      return createCaller({ ...parts, access } as unknown as RequestContext);
    };
    const acting = opened.home.actingFor(testAccess(tenantId, { userId }));
    return {
      tenantId,
      userId,
      transaction: (work) => acting.transaction(work),
      callerWith,
      caller: callerWith({}),
    };
  };
  const acme = await tenant('acme', 'en');
  const globex = await tenant('globex', 'es');
  const running = started.move();
  return {
    database,
    keyring,
    acme,
    globex,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function foundTenant(database: TestDatabase, name: string, language: string) {
  const [row] = await database.query<{ tenantId: string; userId: string }>(
    `WITH founded AS (SELECT internal.found_tenant($1) AS id),
       made AS (INSERT INTO users (tenant_id, username, full_name, email, language)
         SELECT id, 'boss', 'Boss of ' || $1::text, 'boss@' || $1::text || '.example', $2 FROM founded RETURNING tenant_id, id)
     SELECT tenant_id AS "tenantId", id AS "userId" FROM made`,
    [name, language],
  );
  await database.query(
    `INSERT INTO user_roles (tenant_id, user_id, role_id)
     SELECT r.tenant_id, $2, r.id FROM roles r JOIN role_permissions p ON p.role_id = r.id AND p.permission_code = 'system.manage' WHERE r.tenant_id = $1`,
    [row!.tenantId, row!.userId],
  );
  return row!;
}

/** Gives the code of the refusal of a call, `CONFLICT: another channel is called Mail`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) => {
      const { cause, code, message } = error as Error & { code: string; cause?: { code?: string } };
      return `${cause?.code ?? code}: ${message}`;
    },
  );
}
