import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOnLeave } from './leave-properly.ts';

/** A folder that goes with its scope. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder that PostgreSQL's own user may enter when root runs a bench. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'varve-bench-'));
  await chmod(path, 0o755);
  return { path, ...endOnLeave(() => removeFolder(path)) };
}

/** Removes a folder, and the data of an embedded PostgreSQL where they had to lie elsewhere. */
async function removeFolder(path: string): Promise<void> {
  const elsewhere = await readlink(join(path, 'postgres')).catch(() => undefined);
  // A historian may still write while Ctrl-C is handled.
  const thorough = { recursive: true, force: true, maxRetries: 5 };
  if (elsewhere !== undefined) await rm(elsewhere, thorough);
  await rm(path, thorough);
}
