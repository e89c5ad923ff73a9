import type { AuditVerdict } from '@varve/contract';
import type { Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { verifySeals } from './verify-seals.ts';

const RETRY_S = 20;
/** PostgreSQL's: a statement took longer than the server lets one take. */
const QUERY_CANCELED = '57014';

// Each reads the whole log, and holds a connection to the database meanwhile.
let isRunning = false;

/**
 * Compares the tenant's log with its seals, and writes that to the log.
 *
 * @throws ServerError THROTTLED while another goes on; ANSWER_LATE for a log that is too long to be read in time
 */
export async function verifyOwnLog(
  tenant: TenantTransactions,
  { tenantId }: Pick<Access, 'tenantId'>,
): Promise<AuditVerdict> {
  if (isRunning)
    throw new ServerError('THROTTLED', 'the log is being verified: wait for that', {
      retryAfterSeconds: RETRY_S,
    });
  isRunning = true;
  try {
    return await tenant.transaction(async ({ $client }) => {
      const verdict = await verifySeals($client, tenantId);
      await $client.query("SELECT internal.record_event('verify', 'audit_log', NULL, $1)", [
        verdict,
      ]);
      return verdict;
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== QUERY_CANCELED) throw error;
    const message = 'the log is too long to be verified here: run `varve audit verify` on the box';
    throw new ServerError('ANSWER_LATE', message, { cause: error });
  } finally {
    isRunning = false;
  }
}
