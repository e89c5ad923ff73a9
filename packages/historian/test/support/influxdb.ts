import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../../test/free-port.ts';
import { findProgram } from '../../../../test/requirement.ts';
import { removeFolder, temporaryFolder } from './test-database.ts';

/** An InfluxDB 1.x on loopback, with users, that does not run at first. */
export interface InfluxDb extends AsyncDisposable {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  start(): Promise<void>;
  /** Rows of the first series that a statement finds. */
  query(statement: string, database?: string): Promise<unknown[][]>;
}

const READY_WITHIN_MS = 120_000;

/** Prepares an InfluxDB in a folder of its own. */
export async function prepareInfluxDb(): Promise<InfluxDb> {
  const folder = await temporaryFolder();
  const httpPort = await freePort();
  const backupPort = await freePort();
  const url = `http://127.0.0.1:${httpPort}`;
  const credentials = { username: 'varve', password: 'p:ä' };
  const { username, password } = credentials;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  let process: ChildProcess | undefined;

  async function query(statement: string, database = ''): Promise<unknown[][]> {
    const parameters = new URLSearchParams({ q: statement, db: database, epoch: 'u' });
    const response = await fetch(`${url}/query?${parameters.toString()}`, {
      method: 'POST',
      headers: { authorization },
    });
    const { error, results } = (await response.json()) as {
      error?: string;
      results?: { error?: string; series?: { values: unknown[][] }[] }[];
    };
    const reason = error ?? results?.[0]?.error;
    if (reason !== undefined) throw new Error(`${statement}: ${reason}`);
    return results?.[0]?.series?.flatMap(({ values }) => values) ?? [];
  }

  return {
    url,
    ...credentials,
    query,
    async start() {
      const configuration = join(folder, 'influxdb.conf');
      await writeFile(configuration, configurationOf(folder, httpPort, backupPort));
      process = spawn(findProgram('influxd')!, ['run', '-config', configuration], {
        stdio: 'ignore',
        env: { HOME: folder },
      });
      await untilAnswering(url, process);
      await query(`CREATE USER "${username}" WITH PASSWORD '${password}' WITH ALL PRIVILEGES`);
    },
    async [Symbol.asyncDispose]() {
      if (process !== undefined && process.exitCode === null) {
        const ended = once(process, 'exit');
        process.kill('SIGKILL');
        await ended;
      }
      await removeFolder(folder);
    },
  };
}

function configurationOf(folder: string, httpPort: number, backupPort: number): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
[http]
bind-address = "127.0.0.1:${httpPort}"
auth-enabled = true
[monitor]
store-enabled = false
`;
}

async function untilAnswering(url: string, process: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const response = await fetch(`${url}/ping`).catch(() => undefined);
    if (response?.ok) return;
    if (process.exitCode !== null) throw new Error(`influxd ended with ${process.exitCode}`);
    if (Date.now() > deadline) throw new Error(`influxd does not answer at ${url}`);
    await delay(20);
  }
}
