import {
  createReportInput,
  createRunInput,
  listRunsInput,
  noInput,
  readReportInput,
  removeReportInput,
  report,
  reportChoices,
  reportKinds,
  reportList,
  reportRun,
  reportRunPage,
  reportView,
  rowRef,
  updateReportInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import type { AccessContext } from '../../trpc/request-context.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { cancelRun } from './cancel-run.ts';
import { createReport } from './create-report.ts';
import { listChoices } from './list-choices.ts';
import { listReports } from './list-reports.ts';
import { getRun, listRuns } from './list-runs.ts';
import { readReport } from './read-report.ts';
import { removeReport } from './remove-report.ts';
import { createRun, runReport } from './run-report.ts';
import type { Viewer } from './run-row.ts';
import { updateReport } from './update-report.ts';

/** Runs of reports. */
const runsRouter = createRouter({
  /** Runs from the newest, a page at a time. */
  list: may('reports.read')
    .input(listRunsInput)
    .output(reportRunPage)
    .query(({ ctx, input }) => ctx.tenant.transaction((tx) => listRuns(tx, viewerOf(ctx), input))),
  /** One run. */
  get: may('reports.read')
    .input(rowRef)
    .output(reportRun)
    .query(({ ctx, input }) => ctx.tenant.transaction((tx) => getRun(tx, viewerOf(ctx), input))),
  /** Makes files of a report once. */
  create: may('reports.read')
    .input(createRunInput)
    .output(reportRun)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => createRun(tx, viewerOf(ctx), input)),
    ),
  /** Ends a run. */
  cancel: may('reports.read')
    .input(rowRef)
    .output(reportRun)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => cancelRun(tx, viewerOf(ctx), input)),
    ),
});

/** Reports: what they show, and when they are made. */
export const reportsRouter = createRouter({
  /** The reports that there are to define. */
  kinds: may('reports.read')
    .input(noInput)
    .output(reportKinds)
    .query(({ ctx }) =>
      ctx.reportKinds.map(({ kind, title, permission }) => ({
        kind,
        title: { ...title },
        permission,
      })),
    ),
  /** The first rows of a report. */
  read: may('reports.read')
    .input(readReportInput)
    .output(reportView)
    .query(({ ctx, input }) => readReport(ctx.tenant, viewerOf(ctx), input)),
  /** All definitions. */
  list: may('reports.read')
    .input(noInput)
    .output(reportList)
    .query(({ ctx }) => ctx.tenant.transaction((tx) => listReports(tx, viewerOf(ctx)))),
  /** Channels, recipients and shifts that a definition may name. */
  choices: may('reports.write')
    .input(noInput)
    .output(reportChoices)
    .query(({ ctx }) => ctx.tenant.transaction(listChoices)),
  create: may('reports.write')
    .input(createReportInput)
    .output(report)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => createReport(tx, viewerOf(ctx), input)),
    ),
  update: may('reports.write')
    .input(updateReportInput)
    .output(report)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => updateReport(tx, viewerOf(ctx), input)),
    ),
  remove: may('reports.write')
    .input(removeReportInput)
    .output(rowRef)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => removeReport(tx, viewerOf(ctx), input)),
    ),
  /** Runs a report now. */
  run: may('reports.write')
    .input(rowRef)
    .output(reportRun)
    .mutation(({ ctx, input }) =>
      ctx.tenant.transaction((tx) => runReport(tx, viewerOf(ctx), input)),
    ),
  runs: runsRouter,
});

function viewerOf({ access, reportKinds: kinds }: AccessContext): Viewer {
  return { access, kinds };
}
