import type { AuditOutcome } from '@varve/contract';
import { AUDIT_OUTCOMES, REPORT_UNITS } from '../../api/codes.ts';
import type { ParameterValues } from './report-values.ts';

/** The address of a report: `unit=week&actor=ana`. */
export interface ReportSearch {
  readonly unit?: ParameterValues['unit'];
  readonly from?: number;
  readonly to?: number;
  readonly actor?: string;
  readonly action?: string;
  readonly outcome?: AuditOutcome;
}

/** Parts of an address to change; undefined takes one out. */
export type ReportSearchChange = {
  readonly [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined;
};

const MOST_CHARACTERS = 200;
/** As far as a Date reaches; the server has closer bounds. */
const MOST_MS = 8.64e15;

/** Reads the address, leaving out whatever makes no sense. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  const { unit, from, to, outcome } = raw;
  const knownUnit = REPORT_UNITS.find((one) => one === unit);
  const knownOutcome = AUDIT_OUTCOMES.find((one) => one === outcome);
  const word = (key: 'actor' | 'action') => {
    const value = raw[key];
    return typeof value === 'string' && value.trim() !== ''
      ? { [key]: value.slice(0, MOST_CHARACTERS) }
      : {};
  };
  return {
    ...(knownUnit && { unit: knownUnit }),
    ...moment('from', from),
    ...moment('to', to),
    ...word('actor'),
    ...word('action'),
    ...(knownOutcome && { outcome: knownOutcome }),
  };
}

/** An address has texts; whoever goes to another one gives numbers. */
function moment(key: 'from' | 'to', value: unknown): ReportSearch {
  const timeMs = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof timeMs === 'number' && Math.abs(timeMs) <= MOST_MS ? { [key]: timeMs } : {};
}
