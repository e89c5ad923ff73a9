import { statfs } from 'node:fs/promises';
import type { Historian, SourceStats } from '@varve/historian';
import { isOwnSource } from '../../kit/own-source.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { FigureName } from './own-figures.ts';
import { rateMeter } from './rate-meter.ts';

/** Figures of one moment; undefined where one is not known. */
export type Figures = Readonly<Record<FigureName, number | undefined>>;

/** Parts that the figures are of. */
interface MeasuredParts {
  readonly historian: Pick<Historian, 'stats'>;
  readonly tenant: TenantTransactions;
  /** Varve's own folder. */
  readonly directory: string;
}

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;

/** Makes the measuring of Varve's own figures: rates are those since the measuring before. */
export function figureMeter({
  historian,
  tenant,
  directory,
}: MeasuredParts): () => Promise<Figures> {
  const receivedRate = rateMeter();
  const storedRate = rateMeter();
  const cpuRate = rateMeter();
  return async () => {
    const [failedLogins, diskFree] = await Promise.all([
      countFailedLogins(tenant),
      freeBytes(directory),
    ]);
    const { sources: all, spool, latencyMs } = historian.stats();
    const sources = all.filter(({ definition }) => !isOwnSource(definition.name));
    const up = sources.filter(isUp).length;
    const { user, system } = process.cpuUsage();
    const cpu = cpuRate(new Map([['process', (user + system) / (US_PER_MS * MS_PER_SECOND)]]));
    return {
      'spool-bytes': spool.bytes,
      'ingest-lag': latencyMs === undefined ? undefined : latencyMs.p95 / MS_PER_SECOND,
      'samples-received-rate': receivedRate(countsOf(sources, 'received')),
      'samples-stored-rate': storedRate(countsOf(sources, 'stored')),
      'sources-up': up,
      'sources-down': sources.length - up,
      'logins-failed-rate': failedLogins,
      'database-connected': failedLogins === undefined ? 0 : 1,
      'process-memory': process.memoryUsage.rss(),
      'process-cpu': cpu === undefined ? undefined : 100 * cpu,
      'disk-free': diskFree,
    };
  };
}

/** Counts them in the audit log, which has those of every server. Undefined where the database does not answer. */
async function countFailedLogins(tenant: TenantTransactions): Promise<number | undefined> {
  try {
    const { rows } = await tenant.transaction(({ $client }) =>
      $client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit_log
         WHERE occurred_at > now() - interval '1 minute' AND action = 'login_failed'`,
      ),
    );
    return rows[0]!.count;
  } catch {
    return undefined;
  }
}

async function freeBytes(directory: string): Promise<number | undefined> {
  const found = await statfs(directory).catch(() => undefined);
  return found === undefined ? undefined : found.bavail * found.bsize;
}

function isUp({ state }: SourceStats): boolean {
  return state === 'connected' || state === 'degraded';
}

function countsOf(
  sources: readonly SourceStats[],
  column: 'received' | 'stored',
): ReadonlyMap<string, number> {
  return new Map(sources.map(({ definition, counters }) => [definition.name, counters[column]]));
}
