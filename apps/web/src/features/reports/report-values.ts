import type { AuditOutcome, ReportParameters, ReportSchedule } from '@varve/contract';
import type { ReportDefinitionView } from '../../api/contract.ts';

type Unit = ReportParameters['period']['unit'];

/** Parameters of a report as they are edited. */
export interface ParameterValues {
  readonly kind: ReportParameters['kind'];
  readonly unit: Unit;
  readonly fromMs: number;
  readonly toMs: number;
  readonly actor: string;
  readonly action: string;
  readonly outcome: '' | AuditOutcome;
}

/** A report as it is edited. */
export interface ReportValues extends ParameterValues {
  readonly name: string;
  readonly language: 'en' | 'es';
  readonly formats: readonly string[];
  readonly schedule: 'none' | ReportSchedule['kind'];
  readonly time: string;
  readonly weekdays: readonly string[];
  readonly day: string;
  readonly shift: string;
  readonly enabled: boolean;
  readonly channelId: string;
  readonly recipientIds: readonly string[];
}

/** Begins to edit parameters. */
function parameterValuesOf({ period, ...given }: ReportParameters): ParameterValues {
  const { unit } = period;
  const span = unit === 'fixed' ? period : { fromMs: 0, toMs: 0 };
  return {
    kind: given.kind,
    unit,
    fromMs: span.fromMs,
    toMs: span.toMs,
    actor: given.actor ?? '',
    action: given.kind === 'audit' ? (given.action ?? '') : '',
    outcome: given.kind === 'audit' ? (given.outcome ?? '') : '',
  };
}

/** Makes the input of edited parameters. */
function parametersOf(values: ParameterValues): ReportParameters {
  const { kind, unit, fromMs, toMs, outcome } = values;
  const period = unit === 'fixed' ? { unit, fromMs, toMs } : { unit };
  const actor = values.actor.trim();
  const action = values.action.trim();
  const common = { period, ...(actor !== '' && { actor }) };
  if (kind === 'sessions') return { kind, ...common };
  return { kind, ...common, ...(action !== '' && { action }), ...(outcome !== '' && { outcome }) };
}

/** Begins to edit a report, or a new one in a language. */
export function reportValuesOf(
  report: ReportDefinitionView | null,
  language: 'en' | 'es',
): ReportValues {
  const parameters = report?.parameters ?? { kind: 'audit', period: { unit: 'day' } };
  const schedule = report?.schedule ?? null;
  return {
    ...parameterValuesOf(parameters),
    name: report?.name ?? '',
    language: report?.language ?? language,
    formats: report?.formats ?? ['pdf'],
    schedule: schedule?.kind ?? 'none',
    time: schedule === null || schedule.kind === 'shift' ? '07:00' : schedule.time,
    weekdays: schedule?.kind === 'weekly' ? schedule.weekdays.map(String) : ['1'],
    day: schedule?.kind === 'monthly' ? String(schedule.day) : '1',
    shift: schedule?.kind === 'shift' ? (schedule.shift ?? '') : '',
    enabled: report?.enabled ?? true,
    channelId: report?.channelId ?? '',
    recipientIds: report?.recipientIds ?? [],
  };
}

/** Makes the input of an edited report. */
export function reportInputOf(values: ReportValues) {
  const { name, language, formats, enabled, channelId, recipientIds } = values;
  return {
    name,
    parameters: parametersOf(values),
    language,
    formats,
    schedule: scheduleOf(values),
    enabled,
    channelId: channelId === '' ? null : channelId,
    recipientIds: channelId === '' ? [] : recipientIds,
  };
}

function scheduleOf({ schedule, time, weekdays, day, shift }: ReportValues) {
  switch (schedule) {
    case 'none':
      return null;
    case 'daily':
      return { kind: schedule, time };
    case 'weekly':
      return { kind: schedule, time, weekdays: weekdays.map(Number) };
    case 'monthly':
      return { kind: schedule, time, day: day === 'last' ? day : Number(day) };
    case 'shift':
      return { kind: schedule, shift: shift === '' ? null : shift };
  }
}
