import { z } from 'zod';
import { auditOutcome } from './audit.ts';
import { clockTime, weekdays } from './clock-time.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

/** Span that a report is over, by the calendar of the tenant. */
export const reportPeriod = z.discriminatedUnion('unit', [
  /** The last one that was over when the report ran. */
  z.strictObject({ unit: z.enum(['day', 'week', 'month', 'shift']) }),
  z
    .strictObject({ unit: z.literal('fixed'), fromMs: timeMs, toMs: timeMs })
    .refine(({ fromMs, toMs }) => fromMs < toMs, {
      message: 'expected a time after fromMs',
      path: ['toMs'],
    }),
]);
export type ReportPeriod = z.infer<typeof reportPeriod>;

const filterWord = textLine(200).min(1);

/** Parameters of a report, by its kind. */
export const reportParameters = z.discriminatedUnion('kind', [
  /** The audit log. */
  z.strictObject({
    kind: z.literal('audit'),
    period: reportPeriod,
    /** Name that the user logs in by. */
    actor: filterWord.optional(),
    action: filterWord.optional(),
    outcome: auditOutcome.optional(),
  }),
  /** Sessions that began, and log-ins that were refused. */
  z.strictObject({
    kind: z.literal('sessions'),
    period: reportPeriod,
    /** Name that the user logs in by. */
    actor: filterWord.optional(),
  }),
]);
export type ReportParameters = z.infer<typeof reportParameters>;
export type ReportKindName = ReportParameters['kind'];

/** When a report runs, by the clock and the calendar of the tenant. */
export const reportSchedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), time: clockTime }),
  z.strictObject({ kind: z.literal('weekly'), time: clockTime, weekdays }),
  z.strictObject({
    kind: z.literal('monthly'),
    time: clockTime,
    /** A day that a month does not have is its last. */
    day: z.union([z.int().min(1).max(31), z.literal('last')]),
  }),
  /** At the end of a shift; null: of each. */
  z.strictObject({ kind: z.literal('shift'), shift: textLine(60).min(1).nullable() }),
]);
export type ReportSchedule = z.infer<typeof reportSchedule>;

/** A file that a report is written as. */
export const reportFormat = z.enum(['pdf', 'xlsx', 'csv']);
export type ReportFormat = z.infer<typeof reportFormat>;

/** Files that a report is written as: each once. */
export const reportFormats = z
  .array(reportFormat)
  .min(1)
  .max(reportFormat.options.length)
  .refine((formats) => new Set(formats).size === formats.length, 'expected each format once');
