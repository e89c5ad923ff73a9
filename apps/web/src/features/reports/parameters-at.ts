import { reportParameters, type ReportParameters } from '@varve/contract';
import type { ReportSearch } from './read-report-search.ts';

/** Makes what the report is asked by its address; undefined where it makes none: a kind that there is not, or a period without an end. */
export function parametersAt(kind: string, search: ReportSearch): ReportParameters | undefined {
  const { unit = 'day', from: fromMs, to: toMs, actor, action, outcome } = search;
  const ofAudit = { ...(action && { action }), ...(outcome && { outcome }) };
  return reportParameters.safeParse({
    kind,
    period: unit === 'fixed' ? { unit, fromMs, toMs } : { unit },
    ...(actor && { actor }),
    ...(kind === 'audit' && ofAudit),
  }).data;
}
