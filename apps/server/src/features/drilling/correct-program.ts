import type { DrillingProgramDetail, ProgramState } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { permissionMissing, type Access } from '../../kit/access/access.ts';
import { rightsAtWell } from '../../kit/access/rights-at-well.ts';
import { isFinalState } from '../../kit/documents/document-life.ts';
import { conflict } from '../../kit/server-error.ts';
import { programLife } from './program-life.ts';
import { readProgram } from './read-program.ts';

/**
 * Makes a draft that corrects an approved program: it says the same at first, and names it.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT `document_state` for a program without a number, which needs no correction,
 *   `correction_open` while another correction of it is open
 */
export async function correctProgram(
  transaction: TenantTransaction,
  access: Access,
  programId: string,
): Promise<DrillingProgramDetail> {
  const { wellId, documentNumber, state } = await readProgram(transaction, access, programId);
  const holds = await rightsAtWell(transaction, access, {
    wellId,
    permissions: ['engineering.write'],
  });
  if (!holds('engineering.write')) throw permissionMissing('engineering.write');
  if (documentNumber === null)
    throw conflict(
      'document_state',
      `a drilling program that is ${state} has no number to correct`,
    );
  await requireNoCorrection(transaction, programId);
  const { rows } = await transaction.$client.query<{ id: string }>(
    `INSERT INTO drilling_programs (corrects_id, well_id, name, rig_name, contractor, planned_total_depth_md_ft, planned_days, planned_start_on,
       budget, currency)
     SELECT id, well_id, name, rig_name, contractor, planned_total_depth_md_ft, planned_days, planned_start_on, budget, currency
     FROM drilling_programs WHERE id = $1 RETURNING id`,
    [programId],
  );
  return readProgram(transaction, access, rows[0]!.id);
}

async function requireNoCorrection(
  { $client }: TenantTransaction,
  programId: string,
): Promise<void> {
  // Two that begin at once come one after the other.
  await $client.query('SELECT FROM drilling_programs WHERE id = $1 FOR NO KEY UPDATE', [programId]);
  const { rows } = await $client.query<{ id: string; name: string; status: ProgramState }>(
    `SELECT id, name, status FROM drilling_programs
     WHERE corrects_id = $1 AND document_number IS NULL AND deleted_at IS NULL`,
    [programId],
  );
  const open = rows.find(({ status }) => !isFinalState(programLife, status));
  if (open === undefined) return;
  throw conflict(
    'correction_open',
    `the correction ${open.id} ("${open.name}") is open: approve it or discard it first`,
    { names: [open.name] },
  );
}
