import type { DrillingProgramDetail } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { rightsAtWell } from '../../kit/access/rights-at-well.ts';
import { listChoices } from '../../kit/documents/list-choices.ts';
import { readMoves } from '../../kit/documents/read-moves.ts';
import { ServerError } from '../../kit/server-error.ts';
import { PROGRAM_RIGHTS, programLife } from './program-life.ts';
import { PROGRAM_COLUMNS, programOf, type ProgramRow } from './program-row.ts';

interface DetailRow extends ProgramRow {
  readonly created_at: Date;
  readonly corrects_id: string | null;
  readonly corrected_number: string | null;
}

/** Reads a program with its history, and what the caller may do with it. @throws ServerError NOT_FOUND, also for a well out of his scope */
export async function readProgram(
  transaction: TenantTransaction,
  access: Access,
  programId: string,
): Promise<DrillingProgramDetail> {
  const { rows } = await transaction.$client.query<DetailRow>(
    `SELECT ${PROGRAM_COLUMNS}, p.created_at, p.corrects_id, c.document_number AS corrected_number
     FROM drilling_programs p JOIN wells w ON w.id = p.well_id LEFT JOIN drilling_programs c ON c.id = p.corrects_id
     WHERE p.id = $1 AND p.deleted_at IS NULL`,
    [programId],
  );
  const row = rows[0];
  if (row === undefined) throw unknownProgram(programId);
  const holds = await rightsAtWell(transaction, access, {
    wellId: row.well_id,
    permissions: PROGRAM_RIGHTS,
  });
  if (!holds('engineering.read')) throw unknownProgram(programId);
  const { moves, moverId } = await readMoves(transaction, programLife.table, programId);
  const { userId } = access;
  return {
    ...programOf(row),
    createdAtMs: row.created_at.getTime(),
    corrects:
      row.corrects_id === null
        ? null
        : { id: row.corrects_id, documentNumber: row.corrected_number },
    isOpen: programLife.open.includes(row.status),
    choices: listChoices(programLife, { state: row.status, moverId, userId, holds }),
    moves,
  };
}

function unknownProgram(programId: string): ServerError {
  return new ServerError('NOT_FOUND', `there is no drilling program ${programId}`);
}
