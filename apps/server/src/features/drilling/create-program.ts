import type { CreateProgramInput, DrillingProgramDetail } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { rightsAtWell } from '../../kit/access/rights-at-well.ts';
import { ServerError } from '../../kit/server-error.ts';
import { readProgram } from './read-program.ts';

/** Makes a draft of a program. @throws ServerError NOT_FOUND for a well that does not exist, or that the caller may not write for */
export async function createProgram(
  transaction: TenantTransaction,
  access: Access,
  input: CreateProgramInput,
): Promise<DrillingProgramDetail> {
  const { $client } = transaction;
  const { wellId } = input;
  const { rowCount } = await $client.query(
    'SELECT FROM wells WHERE id = $1 AND deleted_at IS NULL',
    [wellId],
  );
  const holds = await rightsAtWell(transaction, access, {
    wellId,
    permissions: ['engineering.write'],
  });
  if (rowCount === 0 || !holds('engineering.write')) {
    const message = `there is no well ${wellId}`;
    throw new ServerError('NOT_FOUND', message, { issues: [{ path: ['wellId'], message }] });
  }
  const { rows } = await $client.query<{ id: string }>(
    `INSERT INTO drilling_programs (well_id, name, rig_name, contractor, planned_total_depth_md_ft, planned_days, planned_start_on, budget, currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      wellId,
      input.name,
      input.rigName,
      input.contractor,
      input.plannedDepthFt,
      input.plannedDays,
      input.plannedStartOn,
      input.budget,
      input.currency,
    ],
  );
  return readProgram(transaction, access, rows[0]!.id);
}
