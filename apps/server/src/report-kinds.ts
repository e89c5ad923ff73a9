import { auditReport } from './features/audit/index.ts';
import { sessionsReport } from './features/sessions/index.ts';
import type { ReportKind } from './kit/reports/report-kind.ts';

/** The reports of all features. */
export const reportKinds: readonly ReportKind[] = [auditReport, sessionsReport];
