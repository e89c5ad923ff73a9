import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftFilesText } from '../../../src/kit/notifications/left-files-text.ts';
import type { NotificationEvent } from '../../../src/kit/notifications/notification-event.ts';
import { readAttachments } from '../../../src/kit/notifications/read-attachments.ts';
import { reportPath } from '../../../src/kit/reports/report-path.ts';

const tenantId = '5a4f5ad2-3b7e-4a8b-9a54-0f4d0cf2a9b1';
const runId = '5a4f5ad2-3b7e-4a8b-9a54-0f4d0cf2a9b2';
const ready: NotificationEvent = {
  id: runId,
  kind: 'reports.ready',
  severity: 1,
  area: null,
  timeMs: 0,
  report: 'Daily',
  fromMs: 0,
  toMs: 1,
  files: (['pdf', 'xlsx', 'csv'] as const).map((format) => ({ tenantId, runId, format })),
};
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-attached-'));
  const path = (format: 'pdf' | 'csv') => reportPath(directory, { tenantId, runId, format });
  await mkdir(dirname(path('pdf')), { recursive: true });
  await writeFile(path('pdf'), '');
  await truncate(path('pdf'), 10 * 1_024 * 1_024 + 1);
  await writeFile(path('csv'), 'a,b');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('the files that fit go with a mail, and the others are named with the reason', async () => {
  const { attachments, left } = await readAttachments(directory, [ready]);
  expect(attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['report-1970-01-01.csv', 'a,b'],
  ]);
  expect(left).toEqual([
    { filename: 'report-1970-01-01.pdf', reason: 'large' },
    { filename: 'report-1970-01-01.xlsx', reason: 'elsewhere' },
  ]);
});

test('a mail says in the language of its reader what does not go with it, and where it is', () => {
  const left = [
    { filename: 'a.pdf', reason: 'large' },
    { filename: 'b.csv', reason: 'elsewhere' },
  ] as const;
  expect(leftFilesText(left, 'en')).toBe(
    '\na.pdf is not attached: the files of a mail have 10 MiB at most. Fetch it in Varve, on its page Reports (/reports).\n' +
      'b.csv is not attached: it is not on the server that sends this mail. Fetch it in Varve, on its page Reports (/reports).\n',
  );
  expect(leftFilesText(left, 'es')).toMatch(
    /^\na\.pdf no va adjunto: .+\nb\.csv no va adjunto: .+\n$/,
  );
  expect(leftFilesText([], 'en')).toBe('');
});
