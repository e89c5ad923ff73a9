import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TenantDatabase } from '../../kit/tenant-database.ts';
import type { Tenants } from '../../kit/tenants.ts';
import { appendHead, readHeads } from './audit-head.ts';

/** Name of the file of heads, below Varve's own folder. */
export const HEADS_FILE = 'audit-heads.log';

/** Options of `keepSealing`. */
interface SealingOptions {
  readonly tenants: Pick<Tenants, 'all'>;
  /** Varve's own folder. */
  readonly directory: string;
  /** Called once for each stretch of failures of a tenant: what is not sealed is sealed later. */
  readonly onFailed: (reason: string) => void;
  /** Between two looks for rows. @default 5,000 */
  readonly intervalMs?: number;
  /** Milliseconds since 1970. @default the clock of this machine */
  readonly nowMs?: () => number;
}

const MOST_ROWS = 10_000;

/**
 * Seals the audit logs of all tenants every few seconds, until it is disposed of, and writes the newest seal of each day (UTC) to
 * `audit-heads.log` as the day's first look finds it.
 */
export function keepSealing(options: SealingOptions): AsyncDisposable {
  const { tenants, onFailed, intervalMs = 5_000, nowMs = Date.now } = options;
  const file = join(options.directory, HEADS_FILE);
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    const writtenOn = new Map<string, string>();
    const failing = new Set<string>();
    const failed = (what: string, error: unknown): void => {
      if (!failing.has(what)) onFailed(`${what}: ${(error as Error).message}`);
      failing.add(what);
    };
    const seal = async (tenant: TenantDatabase): Promise<void> => {
      const { tenantId } = tenant;
      const day = writtenOn.get(tenantId) ?? (await lastDay(file, tenantId));
      await sealAll(tenant);
      const at = new Date(nowMs()).toISOString();
      const isWritten = dayOf(at) === day || (await writeHead(tenant, file, at));
      if (isWritten) writtenOn.set(tenantId, dayOf(at));
    };
    const sealEach = async (all: readonly TenantDatabase[]): Promise<void> => {
      for (const tenant of all) {
        const what = `tenant ${tenant.tenantId}`;
        // One whose log cannot be sealed holds up no other.
        await seal(tenant).then(
          () => failing.delete(what),
          (error: unknown) => failed(what, error),
        );
      }
    };
    while (!stopping.signal.aborted) {
      await tenants.all().then(sealEach, (error: unknown) => failed('tenants', error));
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}

async function sealAll(tenant: TenantDatabase): Promise<void> {
  for (let count = MOST_ROWS; count === MOST_ROWS;) {
    count = await tenant.transaction(async ({ $client }) => {
      const { rows } = await $client.query<{ count: number }>(
        'SELECT internal.seal_audit($1) AS count',
        [MOST_ROWS],
      );
      return rows[0]!.count;
    });
  }
}

/** @returns whether there is a seal */
async function writeHead(tenant: TenantDatabase, file: string, at: string): Promise<boolean> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<{ number: string; hash: string }>(
      "SELECT number, encode(hash, 'hex') AS hash FROM audit_seals ORDER BY number DESC LIMIT 1",
    ),
  );
  const newest = rows[0];
  if (newest === undefined) return false;
  const { tenantId } = tenant;
  await appendHead(file, { at, tenant: tenantId, seal: Number(newest.number), hash: newest.hash });
  return true;
}

async function lastDay(file: string, tenantId: string): Promise<string> {
  const lines = (await readHeads(file)) ?? [];
  const own = lines.findLast(({ head }) => head?.tenant === tenantId);
  return dayOf(own?.head?.at ?? '');
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
