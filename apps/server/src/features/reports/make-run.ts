import type { Calendar } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import type { JobContext } from '../../kit/jobs/job.ts';
import { NoRetryError } from '../../kit/jobs/no-retry-error.ts';
import { readContent } from '../../kit/reports/find-kind.ts';
import { makeReport, type MadeFile } from '../../kit/reports/make-report.ts';
import type { ReportHead } from '../../kit/reports/report-head.ts';
import { removeFiles } from '../../kit/reports/report-path.ts';
import type { ReportContent, ReportKind } from '../../kit/reports/report-kind.ts';
import { requireDefiner } from '../../kit/reports/require-definer.ts';
import { reportSpan } from '../../kit/reports/report-span.ts';
import type { RunRow } from './run-row.ts';
import { tellRecipients } from './tell-recipients.ts';

/** A run, with what its documents say of it. */
type OpenRun = Pick<
  RunRow,
  'id' | 'definitionId' | 'name' | 'parameters' | 'language' | 'formats' | 'definedById'
> & { readonly atMs: number; readonly tenant: string };

interface Begun {
  readonly run: OpenRun;
  readonly kind: ReportKind;
  readonly calendar: Calendar;
  readonly definedBy: string;
  readonly span: { readonly fromMs: number; readonly toMs: number };
}

/** Share of the progress that reading has; the rest is for what is put together at the end. */
const READING_SHARE = 0.8;

const RUN_SQL = `
  SELECT r.id, r.definition_id AS "definitionId", r.name, r.parameters, r.language, r.formats, r.defined_by AS "definedById",
    (extract(epoch FROM coalesce(r.due_at, r.created_at)) * 1000)::float8 AS "atMs", coalesce(t.display_name, t.name) AS tenant
  FROM report_runs r JOIN tenants t ON t.id = r.tenant_id WHERE r.job_run_id = $1`;

/**
 * Makes the files of a run, and tells its recipients: does the work of a job. It has the rights that the definer has now.
 *
 * @throws NoRetryError where there is nothing to make, or the definer has lost the right to it
 */
export async function makeRun(context: JobContext, kinds: readonly ReportKind[]): Promise<string> {
  const { directory, tenantId } = context;
  const begun = await context.transaction((tx) => begin(tx, context, kinds));
  const { run } = begun;
  const files = { tenantId, runId: run.id };
  await removeFiles(directory, files);
  const content = await readContent(begun.kind, sourceOf(context, begun), run.parameters);
  const made = await makeReport({
    directory,
    run: files,
    formats: run.formats,
    head: headOf(begun, content),
    content,
    signal: context.signal,
    onRows: (count) =>
      context.report(
        READING_SHARE * Math.min(1, count / Math.max(1, content.expectedRows)),
        `${count} rows read`,
      ),
  });
  try {
    await context.transaction((tx) => finish(tx, begun, made));
  } catch (error) {
    await removeFiles(directory, files);
    throw error;
  }
  return `${made.rowCount} rows: ${run.formats.join(', ')}`;
}

async function begin(
  transaction: TenantTransaction,
  { runId }: JobContext,
  kinds: readonly ReportKind[],
): Promise<Begun> {
  const { rows } = await transaction.$client.query<OpenRun>(RUN_SQL, [runId]);
  const [run] = rows;
  if (run === undefined)
    throw new NoRetryError('no report waits for it: reports are run from their own page');
  const kind = kinds.find((one) => one.kind === run.parameters.kind);
  if (kind === undefined)
    throw new NoRetryError(`this server has no report of the kind ${run.parameters.kind}`);
  const definedBy = await requireDefiner(transaction, {
    userId: run.definedById,
    permission: kind.permission,
  });
  const calendar = await readTenantCalendar(transaction);
  return { run, kind, calendar, definedBy, span: spanOf(run, calendar) };
}

function spanOf({ parameters, atMs }: OpenRun, calendar: Calendar): Begun['span'] {
  try {
    return reportSpan(parameters.period, atMs, calendar);
  } catch (error) {
    throw new NoRetryError((error as Error).message, { cause: error });
  }
}

function sourceOf({ transaction, signal }: JobContext, { run, span }: Begun) {
  return { ...span, transaction, userId: run.definedById, isPage: false, signal };
}

function headOf(
  { run, kind, calendar, definedBy, span }: Begun,
  content: ReportContent,
): ReportHead {
  const { language, name, tenant } = run;
  return {
    ...span,
    title: kind.title[language],
    name,
    tenant,
    language,
    timeZone: calendar.timeZone,
    madeAtMs: Date.now(),
    madeBy: definedBy,
    columns: kind.columns,
    facts: content.facts.map(({ label, text }) => ({
      label: label[language],
      text: text[language],
    })),
  };
}

/** Tells of the files, once they are whole; an export is in the audit log. */
async function finish(
  transaction: TenantTransaction,
  { run, kind, span }: Begun,
  { files, rowCount }: { readonly files: readonly MadeFile[]; readonly rowCount: number },
): Promise<void> {
  const { $client } = transaction;
  await $client.query(
    `UPDATE report_runs SET from_at = to_timestamp($2::double precision / 1000), to_at = to_timestamp($3::double precision / 1000),
       row_count = $4, files = $5 WHERE id = $1`,
    [run.id, span.fromMs, span.toMs, rowCount, JSON.stringify(files)],
  );
  await $client.query("SELECT internal.record_event('export', 'report_runs', $1, $2)", [
    run.id,
    { name: run.name, parameters: run.parameters, ...span, rows: rowCount, formats: run.formats },
  ]);
  await tellRecipients(transaction, { ...run, ...span, permission: kind.permission });
}
