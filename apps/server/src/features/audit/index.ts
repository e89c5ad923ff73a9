export { auditReport } from './audit-report.ts';
export { auditRouter } from './audit.router.ts';
export { exportEntries } from './export-entries.ts';
export { HEADS_FILE, keepSealing } from './keep-sealing.ts';
export { verifyAudit, type LogVerdict } from './verify-audit.ts';
