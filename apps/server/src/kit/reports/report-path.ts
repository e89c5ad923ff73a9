import { constants } from 'node:fs';
import {
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { join, sep } from 'node:path';
import { reportFormat, type ReportFormat } from '@varve/contract';

/** Name of the folder of reports, below Varve's own. */
const FOLDER = 'reports';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file of a run. Its name is made of ids: nothing that a person typed is in it. */
export interface ReportFileRef {
  readonly tenantId: string;
  readonly runId: string;
  readonly format: ReportFormat;
}

/** Path of a file of a run. */
export function reportPath(directory: string, { tenantId, runId, format }: ReportFileRef): string {
  for (const id of [tenantId, runId])
    if (!UUID.test(id)) throw new TypeError(`expected an id, got ${id}`);
  return join(directory, FOLDER, tenantId, `${runId}.${reportFormat.parse(format)}`);
}

/** Path at which an attempt writes a file of a run: nobody takes it for whole. The folder is there afterwards. */
export async function beginFile(
  directory: string,
  file: ReportFileRef,
  attempt: string,
): Promise<string> {
  await mkdir(join(directory, FOLDER, file.tenantId), { recursive: true, mode: 0o700 });
  return partPath(directory, file, attempt);
}

/** Gives a file that is whole its name, for good. */
export async function finishFile(
  directory: string,
  file: ReportFileRef,
  attempt: string,
): Promise<void> {
  const path = reportPath(directory, file);
  await rename(partPath(directory, file, attempt), path);
  await using folder = await open(join(path, '..'), 'r');
  await folder.sync();
}

/** Removes what an attempt wrote and did not finish. */
export async function dropFile(
  directory: string,
  file: ReportFileRef,
  attempt: string,
): Promise<void> {
  await rm(partPath(directory, file, attempt), { force: true });
}

function partPath(directory: string, file: ReportFileRef, attempt: string): string {
  return `${reportPath(directory, file)}.${attempt}.part`;
}

/** Opens a file of a run to be read, and never one that lies elsewhere; undefined where it is not there. */
export async function openReportFile(
  directory: string,
  file: ReportFileRef,
): Promise<FileHandle | undefined> {
  const path = reportPath(directory, file);
  try {
    const [folder, real] = [await realpath(join(directory, FOLDER)), await realpath(path)];
    if (!real.startsWith(folder + sep)) return undefined;
    return await open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Removes all files of a run, whole or not, those of attempts that were killed too. */
export async function removeFiles(
  directory: string,
  { tenantId, runId }: Omit<ReportFileRef, 'format'>,
): Promise<void> {
  for (const name of await namesIn(directory, tenantId))
    if (runOf(name) === runId) await rm(join(directory, FOLDER, tenantId, name), { force: true });
}

/** Ids of the runs of a tenant that have files here, whole or not. */
export async function runsWithFiles(directory: string, tenantId: string): Promise<string[]> {
  const ids = (await namesIn(directory, tenantId)).map(runOf);
  return [...new Set(ids)].filter((id) => UUID.test(id));
}

/** Bytes that the runs of a tenant have here, the oldest first. */
export async function bytesOfRuns(
  directory: string,
  tenantId: string,
): Promise<{ readonly runId: string; readonly bytes: number }[]> {
  const runs = new Map<string, { bytes: number; writtenAtMs: number }>();
  for (const name of await namesIn(directory, tenantId)) {
    // One that another attempt removes meanwhile is gone.
    const found = await stat(join(directory, FOLDER, tenantId, name)).catch(() => undefined);
    if (found === undefined || !UUID.test(runOf(name))) continue;
    const { bytes, writtenAtMs } = runs.get(runOf(name)) ?? { bytes: 0, writtenAtMs: 0 };
    runs.set(runOf(name), {
      bytes: bytes + found.size,
      writtenAtMs: Math.max(writtenAtMs, found.mtimeMs),
    });
  }
  return [...runs]
    .toSorted(([, a], [, b]) => a.writtenAtMs - b.writtenAtMs)
    .map(([runId, { bytes }]) => ({ runId, bytes }));
}

function runOf(name: string): string {
  return name.split('.', 1)[0]!;
}

async function namesIn(directory: string, tenantId: string): Promise<string[]> {
  if (!UUID.test(tenantId)) throw new TypeError(`expected an id, got ${tenantId}`);
  return readdir(join(directory, FOLDER, tenantId)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
