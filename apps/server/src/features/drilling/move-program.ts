import type { DrillingProgramDetail, MoveProgramInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { moveDocument } from '../../kit/documents/move-document.ts';
import { conflict, ServerError } from '../../kit/server-error.ts';
import { lockProgram } from './lock-program.ts';
import { programLife } from './program-life.ts';
import { readProgram } from './read-program.ts';

/**
 * Takes a program from one state to another.
 *
 * @throws ServerError NOT_FOUND, and what `moveDocument` throws; QUERY_INVALID without a day where one is asked for; CONFLICT `day_impossible`
 * for a day to come, or before the spud
 */
export async function moveProgram(
  transaction: TenantTransaction,
  access: Access,
  { transition, reason, day, ...input }: MoveProgramInput,
): Promise<DrillingProgramDetail> {
  const { userId } = access;
  const { current, holds } = await lockProgram(transaction, access, input);
  const columns: Record<string, string> = {};
  if (transition === 'approve') columns['approved_by'] = userId;
  if (programLife.transitions[transition].asks === 'day') {
    await requireDay(transaction, day, current.startedOn);
    columns[transition === 'start' ? 'started_on' : 'finished_on'] = day!;
  }
  await moveDocument(transaction, programLife, {
    current,
    transition,
    reason,
    userId,
    holds,
    columns,
  });
  return readProgram(transaction, access, input.programId);
}

async function requireDay(
  { $client }: TenantTransaction,
  day: string | undefined,
  notBefore: string | null,
): Promise<void> {
  const path = ['day'];
  if (day === undefined) {
    const message = 'expected the day on which it happened';
    throw new ServerError('QUERY_INVALID', message, {
      issues: [{ path, message, code: 'missing' }],
    });
  }
  const { rows } = await $client.query<{ today: string }>(
    'SELECT (now() AT TIME ZONE time_zone)::date::text AS today FROM tenants WHERE id = internal.current_tenant()',
  );
  const { today } = rows[0]!;
  if (day > today)
    throw conflict('day_impossible', `${day} is still to come: it is ${today}`, { path });
  if (notBefore !== null && day < notBefore)
    throw conflict('day_impossible', `${day} is before the spud on ${notBefore}`, { path });
}
