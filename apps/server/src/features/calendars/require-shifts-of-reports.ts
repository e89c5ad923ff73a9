import type { Calendar } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { conflict } from '../../kit/server-error.ts';

type Shifts = Calendar['shifts'];

const MAX_NAMES = 10;

/**
 * Sees to it that the calendar keeps the shifts that reports run after: without them they would never run again, and nobody would be told.
 * It looks once the calendar is written, whose row a report that is being defined holds until then.
 *
 * @throws ServerError CONFLICT, at `shifts`, with the names of the reports
 */
export async function requireShiftsOfReports(
  { $client }: TenantTransaction,
  before: Shifts,
  now: Shifts,
): Promise<void> {
  const gone = before
    .map(({ name }) => name)
    .filter((name) => now.every((kept) => kept.name !== name));
  const areAllGone = now.length === 0;
  const { rows } = await $client.query<{ name: string; shift: string | null }>(
    `SELECT name, schedule ->> 'shift' AS shift FROM report_definitions
     WHERE deleted_at IS NULL AND schedule ->> 'kind' = 'shift' AND (schedule ->> 'shift' = ANY ($1) OR (schedule ->> 'shift' IS NULL AND $2))
     ORDER BY lower(name), id LIMIT ${MAX_NAMES}`,
    [gone, areAllGone && gone.length > 0],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name);
  const shifts = [...new Set(rows.map(({ shift }) => shift ?? 'any shift'))];
  const message = `reports run at the end of ${shifts.join(', ')}: give them another schedule first: ${names.join(', ')}`;
  throw conflict('shift_used', message, { path: ['shifts'], names });
}
