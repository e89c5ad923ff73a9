import { once } from 'node:events';
import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPreparedFolder } from '../../../../test/databases/shared-database.ts';
import { freePort } from '../../../../test/free-port.ts';
import { startVarve, type VarveProcess } from '../../../../test/varve-process.ts';

/** A demo in a folder of its own; disposing it ends the demo and removes the folder. */
export interface Demo extends AsyncDisposable {
  /** The one that was started last. */
  readonly process: VarveProcess;
  /** Kills it by SIGKILL. */
  kill(): Promise<void>;
  /** Starts another in its folder, at its port. */
  restart(): void;
}

/** Starts a demo on a migrated database, so that no test waits for one to be made. */
export async function startDemo(): Promise<Demo> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-demo-'));
  await chmod(directory, 0o755);
  await copyPreparedFolder(directory);
  const port = String(await freePort());
  const start = (): VarveProcess => startVarve('demo', '--directory', directory, '--port', port);
  let process = start();
  return {
    get process() {
      return process;
    },
    async kill() {
      const exited = once(process.child, 'exit');
      process.child.kill('SIGKILL');
      await exited;
    },
    restart() {
      process = start();
    },
    async [Symbol.asyncDispose]() {
      process.child.kill('SIGTERM');
      await process.ended;
      const data = join(directory, 'postgres');
      await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    },
  };
}
