import { openReportFile } from '../reports/report-path.ts';
import type { NotificationEvent } from './notification-event.ts';
import type { Attachment } from './send-mail.ts';

/** Mail servers refuse more: the files are on the page of reports all the same. */
export const MAX_ATTACHED_BYTES = 10 * 1_024 * 1_024;

/** A file that does not go with a mail, and why. */
export interface LeftFile {
  readonly filename: string;
  /** `elsewhere`: it lies on another server, or is gone. */
  readonly reason: 'large' | 'elsewhere';
}

/** Reads the files that go with events, and says which do not: those that are too large together, and those that are not on this server. */
export async function readAttachments(
  directory: string,
  events: readonly NotificationEvent[],
): Promise<{ readonly attachments: readonly Attachment[]; readonly left: readonly LeftFile[] }> {
  const attachments: Attachment[] = [];
  const left: LeftFile[] = [];
  let bytes = 0;
  for (const event of events) {
    if (event.kind !== 'reports.ready') continue;
    const day = new Date(event.fromMs).toISOString().slice(0, 10);
    for (const ref of event.files) {
      const filename = `report-${day}.${ref.format}`;
      await using file = await openReportFile(directory, ref);
      if (file === undefined) {
        left.push({ filename, reason: 'elsewhere' });
        continue;
      }
      const { size } = await file.stat();
      if (bytes + size > MAX_ATTACHED_BYTES) {
        left.push({ filename, reason: 'large' });
        continue;
      }
      bytes += size;
      attachments.push({ filename, content: await file.readFile() });
    }
  }
  return { attachments, left };
}
