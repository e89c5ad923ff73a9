import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a broker keeps for a source: by this a later definition knows what of it is not wanted any more. */
export interface SessionRecord {
  /** `host:port` */
  readonly broker: string;
  readonly clientId: string;
  /** Filters that were subscribed to. */
  readonly filters: readonly string[];
}

/** Where the record of a source's session lies. */
export function sessionRecordFile(directory: string, source: string): string {
  return join(directory, 'mqtt-sessions', `${encodeURIComponent(source)}.json`);
}

/** Filters that a session was subscribed to as far as is known: none when the record is of another session, or cannot be read. */
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

/** Writes the record of a session in place of the one before: a kill leaves either of them. */
export async function writeSessionRecord(file: string, record: SessionRecord): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  await writeFile(draft, JSON.stringify(record));
  await rename(draft, file);
}

/** Forgets a session that has ended. */
export async function removeSessionRecord(file: string): Promise<void> {
  await rm(file, { force: true });
}
