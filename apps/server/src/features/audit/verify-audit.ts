import type { AuditVerdict, SealProblem } from '@varve/contract';
import { connect } from '@varve/db';
import { ServerError } from '../../kit/server-error.ts';
import { readHeads, type HeadLine } from './audit-head.ts';
import { verifySeals } from './verify-seals.ts';

/** First place at which a log does not match its seals, or these the heads. */
interface AuditProblem {
  readonly code: SealProblem | 'head_missing' | 'head_differs' | 'head_unreadable';
  readonly message: string;
}

/** Verdict on the audit log of a tenant. */
export interface LogVerdict {
  /** Name of the tenant. */
  readonly tenant: string;
  readonly sealCount: number;
  readonly sealedRowCount: number;
  /** Rows that came lately, and are in no seal yet. */
  readonly unsealedRowCount: number;
  /** Heads of the tenant that were compared. */
  readonly headCount: number;
  /** Null where everything matches. */
  readonly problem: AuditProblem | null;
}

/** Options of `verifyAudit`. */
interface VerifyOptions {
  readonly database: string;
  /** Name of a tenant; undefined: all. */
  readonly tenant: string | undefined;
  /** File of heads. */
  readonly heads: string;
  /** Whether that file has to be there. */
  readonly needsHeads: boolean;
}

type Client = Awaited<ReturnType<typeof connect>>;

/**
 * Compares audit logs with their seals, and the seals with the heads that a file has.
 *
 * @throws ServerError TENANT_UNKNOWN; FILE_UNREADABLE where a file of heads was named and is not there
 */
export async function verifyAudit(options: VerifyOptions): Promise<LogVerdict[]> {
  const { database, tenant, heads: file, needsHeads } = options;
  const lines = await readHeads(file);
  if (lines === undefined && needsHeads)
    throw new ServerError('FILE_UNREADABLE', `there is no file ${file}`);
  const client = await connect(database, 'audit');
  try {
    const { rows: tenants } = await client.query<{ id: string; name: string }>(
      'SELECT id, name FROM tenants WHERE $1::text IS NULL OR name = $1 ORDER BY name',
      [tenant ?? null],
    );
    if (tenant !== undefined && tenants.length === 0)
      throw new ServerError('TENANT_UNKNOWN', `there is no tenant ${tenant}`);
    const verdicts: LogVerdict[] = [];
    for (const found of tenants) verdicts.push(await verifyTenant(client, found, lines ?? []));
    return verdicts;
  } finally {
    await client.end();
  }
}

async function verifyTenant(
  client: Client,
  { id, name }: { readonly id: string; readonly name: string },
  lines: readonly HeadLine[],
): Promise<LogVerdict> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { problem: broken, sealCount, sealedCount, unsealedCount } = await verifySeals(client, id);
  const own = lines.filter(({ head }) => head === null || head.tenant === id);
  const problem = broken === null ? await findHeadProblem(client, id, own) : told(broken);
  await client.query('COMMIT');
  return {
    tenant: name,
    sealCount,
    sealedRowCount: sealedCount,
    unsealedRowCount: unsealedCount,
    headCount: own.length,
    problem,
  };
}

function told({
  code,
  seal,
  fromId,
  toId,
  sealedAtMs,
}: NonNullable<AuditVerdict['problem']>): AuditProblem {
  const at = sealedAtMs === null ? undefined : new Date(sealedAtMs).toISOString();
  const where = `seal ${seal}, rows ${fromId} to ${toId}, sealed at ${at}`;
  const messages: Readonly<Record<SealProblem, string>> = {
    seal_missing: `seal ${seal} is missing: the next one is over rows ${fromId} to ${toId}, sealed at ${at}`,
    chain_broken: `${where}: it does not follow the seal before`,
    rows_missing: `${where}: not all of its rows are there`,
    rows_changed: `${where}: its rows are not those that were sealed`,
    rows_added: `row ${fromId} is in no seal, and later ones are: it was slipped in`,
  };
  return { code, message: messages[code] };
}

async function findHeadProblem(
  client: Client,
  tenantId: string,
  lines: readonly HeadLine[],
): Promise<AuditProblem | null> {
  for (const { line, head } of lines) {
    if (head === null)
      return { code: 'head_unreadable', message: `line ${line} of the heads is not a head` };
    const { rows } = await client.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM audit_seals WHERE tenant_id = $1 AND number = $2",
      [tenantId, head.seal],
    );
    const where = `line ${line} of the heads, of ${head.at}`;
    if (rows[0] === undefined)
      return { code: 'head_missing', message: `${where}: the database has no seal ${head.seal}` };
    if (rows[0].hash !== head.hash)
      return { code: 'head_differs', message: `${where}: seal ${head.seal} is another one now` };
  }
  return null;
}
