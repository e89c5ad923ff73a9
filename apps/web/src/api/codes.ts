import type { AuditOutcome, ProgramState, ReportFormat, ReportParameters } from '@varve/contract';
import type { DeliveryView, JobView, UserView } from './contract.ts';

// Codes of the contract in the order in which people see them. Addresses are read by them before the contract's schemas are there, so the
// compiler holds them to its types: a code too many or too few is a mistake.

export const AUDIT_OUTCOMES = allOf<AuditOutcome>({ done: true, denied: true, failed: true });

export const DELIVERY_STATES = allOf<DeliveryView['state']>({
  pending: true,
  sending: true,
  sent: true,
  failed: true,
  dead: true,
});

export const JOB_STATES = allOf<JobView['state']>({
  queued: true,
  running: true,
  done: true,
  failed: true,
  cancelled: true,
});

/** In the order of a program's life. */
export const PROGRAM_STATES = allOf<ProgramState>({
  draft: true,
  submitted: true,
  approved: true,
  in_progress: true,
  completed: true,
  cancelled: true,
});

export const REPORT_FORMATS = allOf<ReportFormat>({ pdf: true, xlsx: true, csv: true });

export const REPORT_UNITS = allOf<ReportParameters['period']['unit']>({
  day: true,
  week: true,
  month: true,
  shift: true,
  fixed: true,
});

export const USER_STATES = allOf<UserView['state']>({
  active: true,
  waiting: true,
  disabled: true,
});

function allOf<Code extends string>(codes: Readonly<Record<Code, true>>): readonly Code[] {
  return Object.keys(codes) as Code[];
}
