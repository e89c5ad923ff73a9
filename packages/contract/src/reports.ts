import { z } from 'zod';
import { permission } from './permission.ts';
import {
  reportFormat,
  reportFormats,
  reportParameters,
  reportSchedule,
} from './report-parameters.ts';
import { version } from './version.ts';
import { rowId } from './row-id.ts';
import { language } from './session.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

/** Most definitions of a tenant. */
export const MAX_REPORTS = 200;
/** Most runs that one answer lists. */
export const MAX_LISTED_RUNS = 200;
/** Rows of a report that its page shows; the files have more. */
export const MAX_SHOWN_ROWS = 200;
/** Times of a schedule that are told ahead. */
export const NEXT_RUNS = 5;
/** Files of a run are removed after so many days. */
export const REPORT_KEPT_DAYS = 90;

const MAX_RECIPIENTS = 100;
const MAX_KINDS = 200;
const MAX_COLUMNS = 50;
const MAX_FACTS = 50;

const settings = {
  name: textLine(100).min(1),
  parameters: reportParameters,
  /** Language of its documents. */
  language,
  formats: reportFormats,
  /** Null: it runs when it is asked for. */
  schedule: reportSchedule.nullable(),
  /** False: its schedule rests. */
  enabled: z.boolean(),
  /** The mail server by which recipients are told; null: nobody is. */
  channelId: rowId.nullable(),
  recipientIds: z
    .array(rowId)
    .max(MAX_RECIPIENTS)
    .refine((ids) => new Set(ids).size === ids.length, 'expected each user once'),
};

const tellsSomebody = (given: {
  readonly channelId: string | null;
  readonly recipientIds: readonly string[];
}): boolean => (given.channelId === null) === (given.recipientIds.length === 0);
const CHANNEL_MESSAGE = {
  path: ['recipientIds'],
  message: 'expected recipients and a mail channel, or neither',
};

/** A file of a run. */
const reportFile = z.strictObject({
  format: reportFormat,
  bytes: z.int().nonnegative(),
  /** Rows in it: a PDF or a table may have fewer than were found. */
  rows: z.int().nonnegative(),
});

/** A run of a report. */
export const reportRun = z.strictObject({
  id: rowId,
  /** Null where it was asked for once. */
  definitionId: rowId.nullable(),
  name: z.string(),
  parameters: reportParameters,
  language,
  formats: reportFormats,
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** From 0 to 1. */
  progress: z.number().min(0).max(1),
  /** A line for people: where it is. */
  message: z.string(),
  /** Why the last attempt failed; null where none has. */
  error: z.string().nullable(),
  isCancelling: z.boolean(),
  /** The user with whose rights it works. */
  definedById: rowId,
  definedBy: z.string(),
  /** The right that its files need. */
  permission,
  /** Whether the caller may have its files. */
  mayOpen: z.boolean(),
  /** Whether the caller may cancel it: his own, or any with the right to define reports. */
  mayCancel: z.boolean(),
  /** The time of the schedule; null where somebody asked for it. */
  dueAtMs: timeMs.nullable(),
  /** Its span; null before it began. */
  fromMs: timeMs.nullable(),
  toMs: timeMs.nullable(),
  /** Null before it was over. */
  rowCount: z.int().nonnegative().nullable(),
  files: z.array(reportFile).max(reportFormat.options.length),
  createdAtMs: timeMs,
  endedAtMs: timeMs.nullable(),
});
export type ReportRun = z.infer<typeof reportRun>;

/** A report that is made again and again. */
export const report = z.strictObject({
  id: rowId,
  ...settings,
  /** The user who saved it last: it runs with his rights. */
  definedById: rowId,
  definedBy: z.string(),
  /** The right to what it shows. */
  permission,
  /** The next times of its schedule; none where it has none, or it rests. */
  nextRunsAtMs: z.array(timeMs).max(NEXT_RUNS),
  /** Its newest run. */
  lastRun: reportRun.nullable(),
  version,
});
export type Report = z.infer<typeof report>;

/** Output of `reports.list`: by name. */
export const reportList = z.strictObject({
  reports: z.array(report).max(MAX_REPORTS),
  /** The clock that schedules go by. */
  timeZone: z.string(),
});
export type ReportList = z.infer<typeof reportList>;

/** Input of `reports.create`. */
export const createReportInput = z.strictObject(settings).refine(tellsSomebody, CHANNEL_MESSAGE);
export type CreateReportInput = z.infer<typeof createReportInput>;

/** Input of `reports.update`. */
export const updateReportInput = z
  .strictObject({ id: rowId, expectedVersion: version, ...settings })
  .refine(tellsSomebody, CHANNEL_MESSAGE);
export type UpdateReportInput = z.infer<typeof updateReportInput>;

/** Input of `reports.remove`. */
export const removeReportInput = z.strictObject({ id: rowId, expectedVersion: version });
export type RemoveReportInput = z.infer<typeof removeReportInput>;

/** Input of `reports.runs.list`: from the newest. */
export const listRunsInput = z.strictObject({
  definitionId: rowId.optional(),
  cursor: rowId.optional(),
  limit: z.int().min(1).max(MAX_LISTED_RUNS).default(50),
});
export type ListRunsInput = z.infer<typeof listRunsInput>;

/** Output of `reports.runs.list`. */
export const reportRunPage = z.strictObject({
  runs: z.array(reportRun).max(MAX_LISTED_RUNS),
  nextCursor: rowId.nullable(),
});
export type ReportRunPage = z.infer<typeof reportRunPage>;

/** Input of `reports.runs.create`: files of a report that is asked for once. */
export const createRunInput = z.strictObject({
  parameters: reportParameters,
  language,
  formats: reportFormats,
});
export type CreateRunInput = z.infer<typeof createRunInput>;

/** Input of `reports.read`: the first rows of a report, for its page. */
export const readReportInput = z.strictObject({ parameters: reportParameters, language });
export type ReadReportInput = z.infer<typeof readReportInput>;

/** Output of `reports.read`, in words of the language that was asked for. */
export const reportView = z.strictObject({
  title: z.string(),
  fromMs: timeMs,
  toMs: timeMs,
  columns: z
    .array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        /** Times are milliseconds since 1970. */
        kind: z.enum(['text', 'number', 'time']),
        unit: z.string().nullable(),
      }),
    )
    .max(MAX_COLUMNS),
  rows: z
    .array(z.array(z.union([z.string(), z.number(), z.null()])).max(MAX_COLUMNS))
    .max(MAX_SHOWN_ROWS),
  /** Whether there are more rows than are shown. */
  isCut: z.boolean(),
  facts: z.array(z.strictObject({ label: z.string(), text: z.string() })).max(MAX_FACTS),
});
export type ReportView = z.infer<typeof reportView>;

const title = z.strictObject({ es: z.string(), en: z.string() });

/** Output of `reports.kinds`: the reports that there are. */
export const reportKinds = z
  .array(z.strictObject({ kind: z.string(), title, permission }))
  .max(MAX_KINDS);

/** Output of `reports.choices`: what a definition is made of. */
export const reportChoices = z.strictObject({
  /** Mail servers that are switched on. */
  channels: z.array(z.strictObject({ id: rowId, name: z.string() })).max(MAX_RECIPIENTS),
  /** Users with a mail address. */
  recipients: z.array(z.strictObject({ id: rowId, name: z.string() })).max(500),
  /** Shifts of the calendar of the tenant. */
  shifts: z.array(z.string()).max(20),
});
export type ReportChoices = z.infer<typeof reportChoices>;
