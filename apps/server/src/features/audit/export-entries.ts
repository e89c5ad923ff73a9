import { MAX_EXPORTED_ENTRIES, type AuditEntry, type AuditFilter } from '@varve/contract';
import { requirePermission, type Access } from '../../kit/access/access.ts';
import { recordDenial } from '../../kit/access/record-denial.ts';
import { csvLine } from '../../kit/csv-line.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { countEntries, readEntries, type EntryPlace } from './read-entries.ts';

const PAGE_SIZE = 2_000;
const HEADER = [
  'id',
  'time_utc',
  'actor',
  'actor_id',
  'action',
  'outcome',
  'resource_type',
  'resource_id',
  'resource_name',
  'changed_columns',
  'before',
  'after',
  'client_address',
  'session_id',
  'key_id',
  'request_id',
];
/** Spreadsheets take UTF-8 for what it is only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Exports entries of the audit log as CSV, the newest first, and writes that to the log.
 *
 * @returns the text in pieces, read as it is taken; it fails when the caller's session ends meanwhile
 * @throws ServerError PERMISSION_MISSING, SECURITY_DUE; RANGE_TOO_LARGE above 100,000 entries
 */
export async function exportEntries(
  tenant: TenantTransactions,
  access: Access,
  filter: AuditFilter,
): Promise<AsyncIterable<string>> {
  await allow(tenant, access);
  await tenant.transaction(async (transaction) => {
    const count = await countEntries(transaction, filter, MAX_EXPORTED_ENTRIES + 1);
    if (count > MAX_EXPORTED_ENTRIES)
      throw new ServerError(
        'RANGE_TOO_LARGE',
        `more than ${MAX_EXPORTED_ENTRIES} entries match: ask for a shorter time, or filter more`,
      );
    await transaction.$client.query(
      "SELECT internal.record_event('export', 'audit_log', NULL, $1)",
      [{ filter, count }],
    );
  });
  return pieces(tenant, access, filter);
}

async function allow(tenant: TenantTransactions, access: Access): Promise<void> {
  try {
    requirePermission(access, 'audit.read');
  } catch (error) {
    await recordDenial(tenant, { path: 'audit.export', permission: 'audit.read' });
    throw error;
  }
}

async function* pieces(
  tenant: TenantTransactions,
  { signal }: Access,
  filter: AuditFilter,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADER);
  let after: EntryPlace | undefined;
  let rest = MAX_EXPORTED_ENTRIES;
  do {
    signal.throwIfAborted();
    const limit = Math.min(PAGE_SIZE, rest);
    const place = after;
    const found = await tenant.transaction((transaction) =>
      readEntries(transaction, { filter, after: place, limit }),
    );
    yield found.map(({ entry }) => csvLine(cellsOf(entry))).join('');
    rest -= found.length;
    after = found.length < limit ? undefined : found.at(-1)?.place;
  } while (after !== undefined && rest > 0);
}

function cellsOf(entry: AuditEntry): (string | null)[] {
  const { before, after } = entry;
  return [
    String(entry.id),
    new Date(entry.timeMs).toISOString(),
    entry.actor,
    entry.actorId,
    entry.action,
    entry.outcome,
    entry.resourceType,
    entry.resourceId,
    entry.resourceName,
    entry.changedColumns.join(' '),
    before === null ? null : JSON.stringify(before),
    after === null ? null : JSON.stringify(after),
    entry.clientAddress,
    entry.sessionId,
    entry.keyId,
    entry.requestId,
  ];
}
