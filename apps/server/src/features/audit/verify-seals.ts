import { sealProblem, type AuditSeals, type AuditVerdict } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Connection by which the seals of a tenant are read. */
type Client = Pick<TenantTransaction['$client'], 'query'>;

/** Compares the log of a tenant with its seals, and tells the first place at which they do not match. */
export async function verifySeals(client: Client, tenantId: string): Promise<AuditVerdict> {
  const { rows } = await client.query<{ seals: number; sealed: number; logged: number }>(
    `SELECT count(*)::int AS seals, coalesce(sum(row_count), 0)::int AS sealed,
       (SELECT count(*)::int FROM audit_log WHERE tenant_id = $1) AS logged
     FROM audit_seals WHERE tenant_id = $1`,
    [tenantId],
  );
  const { seals, sealed, logged } = rows[0]!;
  return {
    sealCount: seals,
    sealedCount: sealed,
    // Less than none where rows are missing.
    unsealedCount: Math.max(logged - sealed, 0),
    problem: await findProblem(client, tenantId),
  };
}

interface ProblemRow {
  readonly problem: string;
  readonly seal_number: string | null;
  readonly from_id: string;
  readonly to_id: string;
  readonly sealed_at: Date | null;
}

async function findProblem(client: Client, tenantId: string): Promise<AuditVerdict['problem']> {
  const { rows } = await client.query<ProblemRow>('SELECT * FROM internal.verify_audit($1)', [
    tenantId,
  ]);
  const found = rows[0];
  if (found === undefined) return null;
  const { problem, seal_number: seal, from_id: from, to_id: to, sealed_at: at } = found;
  return {
    code: sealProblem.parse(problem),
    seal: seal === null ? null : Number(seal),
    fromId: Number(from),
    toId: Number(to),
    sealedAtMs: at?.getTime() ?? null,
  };
}

interface SealsRow {
  readonly sealed_at: Date | null;
  readonly seals: number;
  readonly unsealed: number;
  readonly unsealed_since: Date | null;
}

/** Reads how far the log of the tenant is chained. */
export async function readSeals({ $client }: TenantTransaction): Promise<AuditSeals> {
  const { rows } = await $client.query<SealsRow>(
    `WITH newest AS (SELECT number, settled_id, sealed_at FROM audit_seals ORDER BY number DESC LIMIT 1),
       -- A row below the settled id is in a seal; one above it may be in one of the seals that reach so far.
       late AS (SELECT range_agg(s.row_ids) AS ids FROM audit_seals s WHERE s.to_id > (SELECT settled_id FROM newest)),
       waiting AS (
         SELECT a.occurred_at FROM audit_log a
         WHERE a.id > coalesce((SELECT settled_id FROM newest), 0) AND NOT coalesce(a.id <@ (SELECT ids FROM late), false))
     SELECT (SELECT sealed_at FROM newest), coalesce((SELECT number FROM newest), 0)::int AS seals,
       count(*)::int AS unsealed, min(occurred_at) AS unsealed_since FROM waiting`,
  );
  const { sealed_at, seals, unsealed, unsealed_since } = rows[0]!;
  return {
    sealedAtMs: sealed_at?.getTime() ?? null,
    sealCount: seals,
    unsealedCount: unsealed,
    unsealedSinceMs: unsealed_since?.getTime() ?? null,
  };
}
