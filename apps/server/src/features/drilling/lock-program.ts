import type { DrillingProgramDetail, Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { rightsAtWell } from '../../kit/access/rights-at-well.ts';
import { lockDocument } from '../../kit/documents/lock-document.ts';
import { PROGRAM_RIGHTS, programLife } from './program-life.ts';
import { readProgram } from './read-program.ts';

interface LockedProgram {
  readonly current: DrillingProgramDetail;
  /** Whether the caller has a right at the well of the program. */
  readonly holds: (permission: Permission) => boolean;
}

/** Reads a program that nobody else changes meanwhile. @throws ServerError NOT_FOUND, CONFLICT */
export async function lockProgram(
  transaction: TenantTransaction,
  access: Access,
  { programId, expectedVersion }: { readonly programId: string; readonly expectedVersion: string },
): Promise<LockedProgram> {
  const current = await lockDocument(transaction, programLife, {
    id: programId,
    expectedVersion,
    read: () => readProgram(transaction, access, programId),
  });
  const { wellId } = current;
  const holds = await rightsAtWell(transaction, access, { wellId, permissions: PROGRAM_RIGHTS });
  return { current, holds };
}
