import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The session that a broker keeps for a source. A later definition finds the subscriptions in it that it does not want. */
export interface SessionRecord {
  /** `host:port` */
  readonly broker: string;
  readonly clientId: string;
  /** Subscribed topic filters. */
  readonly filters: readonly string[];
}

/** Gives the path of the record of a source's session. */
export function sessionRecordFile(directory: string, source: string): string {
  return join(directory, 'mqtt-sessions', `${encodeURIComponent(source)}.json`);
}

/** Reads the topic filters of a session's record: none when the record belongs to another session, or cannot be read. */
export async function readSessionFilters(
  file: string,
  { broker, clientId }: Omit<SessionRecord, 'filters'>,
): Promise<readonly string[]> {
  try {
    const record = JSON.parse(await readFile(file, 'utf8')) as SessionRecord;
    return record.broker === broker && record.clientId === clientId ? [...record.filters] : [];
  } catch {
    return [];
  }
}

/** Replaces the record of a session: after a kill the old or the new record is there, whole. */
export async function writeSessionRecord(file: string, record: SessionRecord): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  await writeFile(draft, JSON.stringify(record));
  await rename(draft, file);
}

/** Removes the record of a session that has ended. */
export async function removeSessionRecord(file: string): Promise<void> {
  await rm(file, { force: true });
}
