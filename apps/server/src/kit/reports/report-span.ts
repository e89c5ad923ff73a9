import { pastSpan } from '@varve/calc/schedule';
import type { Calendar, ReportPeriod } from '@varve/contract';
import { productionCalendarOf } from '../calendars/production-calendar-of.ts';
import { ServerError } from '../server-error.ts';

/** Finds the span of a period at a moment. @throws ServerError QUERY_INVALID where it is a shift, and the calendar has none */
export function reportSpan(
  period: ReportPeriod,
  timeMs: number,
  calendar: Calendar,
): { readonly fromMs: number; readonly toMs: number } {
  if (period.unit === 'fixed') return { fromMs: period.fromMs, toMs: period.toMs };
  const span = pastSpan(timeMs, period.unit, productionCalendarOf(calendar));
  if (span !== undefined) return { fromMs: span.fromMs, toMs: span.toMs };
  throw new ServerError(
    'QUERY_INVALID',
    'the calendar has no shift that is over: add shifts to it, or ask for a day',
  );
}
