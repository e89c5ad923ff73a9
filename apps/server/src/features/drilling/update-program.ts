import type { DrillingProgramDetail, UpdateProgramInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing, type Access } from '../../kit/access/access.ts';
import { requireOpen } from '../../kit/documents/lock-document.ts';
import { lockProgram } from './lock-program.ts';
import { programLife } from './program-life.ts';
import { readProgram } from './read-program.ts';

/** Changes a draft. @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT `document_locked`, or with the program as it is now */
export async function updateProgram(
  transaction: TenantTransaction,
  access: Access,
  input: UpdateProgramInput,
): Promise<DrillingProgramDetail> {
  const { current, holds } = await lockProgram(transaction, access, input);
  if (!holds('engineering.write')) throw permissionMissing('engineering.write');
  requireOpen(programLife, current);
  await transaction.$client.query(
    `UPDATE drilling_programs SET name = $2, rig_name = $3, contractor = $4, planned_total_depth_md_ft = $5, planned_days = $6,
       planned_start_on = $7, budget = $8, currency = $9 WHERE id = $1`,
    [
      input.programId,
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
  return readProgram(transaction, access, input.programId);
}
