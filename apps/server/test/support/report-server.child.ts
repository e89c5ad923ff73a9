import { reportsJobs } from '../../src/features/reports/index.ts';
import { startJobRunner } from '../../src/kit/jobs/job-runner.ts';
import type { ReportKind, ReportRow } from '../../src/kit/reports/report-kind.ts';

// A server whose report never comes to its end, in a process that a test kills.
const [database, directory] = process.argv.slice(2);

async function* endless(): AsyncGenerator<ReportRow> {
  for (let row = 0; row < 1_200; row++) yield [`row ${row}`];
  await new Promise(() => setInterval(() => undefined, 60_000));
}

const slow: ReportKind = {
  kind: 'audit',
  permission: 'audit.read',
  title: { es: 'Lento', en: 'Slow' },
  columns: [{ key: 'row', label: { es: 'Fila', en: 'Row' }, kind: 'text', width: 1 }],
  read: () => Promise.resolve({ facts: [], expectedRows: 2_000, rows: endless() }),
};

await startJobRunner({
  database: database!,
  directory: directory!,
  jobs: reportsJobs([slow]),
  onFailed: (reason) => void process.stderr.write(`${reason}\n`),
});
