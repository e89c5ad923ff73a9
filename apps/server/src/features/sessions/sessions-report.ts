import type { ReportParameters } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type {
  ReportContent,
  ReportKindOf,
  ReportRow,
  ReportSource,
} from '../../kit/reports/report-kind.ts';
import { ACTION_WORDS } from '../../kit/audit-words/action-words.ts';
import { OUTCOME_WORDS } from '../../kit/audit-words/outcome-words.ts';
import { wordCell } from '../../kit/reports/word-cell.ts';
import { eventDetails } from './event-details.ts';

type SessionsParameters = Extract<ReportParameters, { kind: 'sessions' }>;

interface EventRow {
  readonly id: string;
  readonly time_ms: number;
  readonly time_us: string;
  readonly username: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly client_address: string | null;
}

const PAGE_SIZE = 1_000;

/** Log-ins of a period, those that were refused, and ends of sessions, the newest first: as the audit log has them. */
export const sessionsReport: ReportKindOf<'sessions'> = {
  kind: 'sessions',
  permission: 'sessions.manage',
  title: { es: 'Sesiones y accesos', en: 'Sessions and log-ins' },
  columns: [
    { key: 'time', label: { es: 'Hora', en: 'Time' }, kind: 'time', width: 2 },
    { key: 'user', label: { es: 'Usuario', en: 'User' }, kind: 'text', width: 1.5 },
    { key: 'event', label: { es: 'Suceso', en: 'Event' }, kind: 'word', width: 1.5 },
    { key: 'outcome', label: { es: 'Resultado', en: 'Outcome' }, kind: 'word', width: 1 },
    { key: 'details', label: { es: 'Detalles', en: 'Details' }, kind: 'word', width: 3 },
    { key: 'address', label: { es: 'Dirección', en: 'Address' }, kind: 'text', width: 1.5 },
  ],
  read: readSessions,
};

// A session that is ended for its user is of another resource than the user.
const FOUND = `
  FROM audit_log l LEFT JOIN sessions s ON l.resource_type = 'sessions' AND s.id::text = l.resource_id
    LEFT JOIN users u ON u.id::text = CASE l.resource_type WHEN 'users' THEN l.resource_id WHEN 'sessions' THEN s.user_id::text END
  WHERE l.occurred_at >= 'epoch'::timestamptz + $1 * interval '1 millisecond' AND l.occurred_at < 'epoch'::timestamptz + $2 * interval '1 millisecond'
    AND l.action = ANY ('{login,login_failed,login_throttled,factor_asked,password_refused,link_refused,token_reuse,session_ended}')
    AND ($3::text IS NULL OR lower(u.username) = lower($3))`;

async function readSessions(
  source: ReportSource,
  { actor }: SessionsParameters,
): Promise<ReportContent> {
  const values = [source.fromMs, source.toMs, actor ?? null];
  const expectedRows = await source.transaction(async ({ $client }) => {
    const { rows } = await $client.query<{ count: number }>(
      `SELECT count(*)::int AS count ${FOUND}`,
      values,
    );
    return rows[0]!.count;
  });
  const only = { es: 'Solo el usuario', en: 'Only the user' };
  const facts = actor === undefined ? [] : [{ label: only, text: { es: actor, en: actor } }];
  return { expectedRows, facts, rows: rowsOf(source, values) };
}

async function* rowsOf(
  source: ReportSource,
  values: readonly unknown[],
): AsyncGenerator<ReportRow> {
  let last: EventRow | undefined;
  for (;;) {
    source.signal.throwIfAborted();
    const after = last;
    const rows = await source.transaction((tx) => readEvents(tx, values, after));
    for (const row of rows) yield rowOf(row);
    if (rows.length < PAGE_SIZE) return;
    last = rows.at(-1);
  }
}

async function readEvents(
  { $client }: TenantTransaction,
  values: readonly unknown[],
  after: EventRow | undefined,
): Promise<EventRow[]> {
  const { rows } = await $client.query<EventRow>(
    `SELECT l.id, (extract(epoch FROM l.occurred_at) * 1000)::float8 AS time_ms, (extract(epoch FROM l.occurred_at) * 1000000)::bigint AS time_us,
       u.username, l.action, l.outcome, l.after AS details, host(l.client_address) AS client_address ${FOUND}
       AND ($4::float8 IS NULL OR (l.occurred_at, l.id) < ('epoch'::timestamptz + $4 * interval '1 microsecond', $5::bigint))
     ORDER BY l.occurred_at DESC, l.id DESC LIMIT ${PAGE_SIZE}`,
    [...values, after === undefined ? null : Number(after.time_us), after?.id ?? null],
  );
  return rows;
}

function rowOf(row: EventRow): ReportRow {
  return [
    Math.floor(row.time_ms),
    row.username,
    wordCell(ACTION_WORDS, row.action),
    wordCell(OUTCOME_WORDS, row.outcome),
    eventDetails(row.action, row.details),
    row.client_address,
  ];
}
