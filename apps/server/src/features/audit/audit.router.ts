import { auditPage, auditSeals, auditVerdict, listAuditInput, noInput } from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { listEntries } from './list-entries.ts';
import { verifyOwnLog } from './verify-own-log.ts';
import { readSeals } from './verify-seals.ts';

export const auditRouter = createRouter({
  /** A page of the audit log, the newest entries first. */
  list: may('audit.read')
    .input(listAuditInput)
    .output(auditPage)
    .query(({ ctx: { tenant }, input }) => tenant.transaction((tx) => listEntries(tx, input))),
  /** How far the log is chained by seals. */
  seals: may('audit.read')
    .input(noInput)
    .output(auditSeals)
    .query(({ ctx: { tenant } }) => tenant.transaction(readSeals)),
  /** Compares the log with its seals. */
  verify: may('audit.read')
    .input(noInput)
    .output(auditVerdict)
    .mutation(({ ctx: { tenant, access } }) => verifyOwnLog(tenant, access)),
});
