import type { AuditOutcome } from '@varve/contract';
import type { Texts } from '../reports/report-kind.ts';

/** How an action ended. */
export const OUTCOME_WORDS: Readonly<Record<AuditOutcome, Texts>> = {
  done: { es: 'Hecho', en: 'Done' },
  denied: { es: 'Denegado', en: 'Denied' },
  failed: { es: 'Fallido', en: 'Failed' },
};
