import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOnLeave } from '../leave-properly.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A time-series database that takes line protocol over HTTP. */
export interface PeerKind {
  /** First part of the names of its rows. */
  readonly name: 'influxdb' | 'victoriametrics';
  /** Its program, and the Debian package that brings it. */
  readonly program: string;
  readonly debianPackage: string;
  /** Where it says that it is ready. */
  readonly healthPath: string;
  /** Where a new database is made; undefined where none is needed. */
  readonly createPath?: string;
  /** Where line protocol is posted to. */
  readonly writePath: string;
  /** Where JSON lines of arrays are posted to; undefined where there is no such thing. */
  readonly importPath?: string;
  settings(folder: string, port: number): Promise<readonly string[]>;
  /** Samples that it has, by its own account. */
  count(
    address: string,
    samples: { readonly firstUs: number; readonly lastUs: number },
  ): Promise<number>;
}

const INFLUXDB: PeerKind = {
  name: 'influxdb',
  program: 'influxd',
  debianPackage: 'influxdb',
  healthPath: '/ping',
  createPath: `/query?q=${encodeURIComponent('CREATE DATABASE bench')}`,
  writePath: '/write?db=bench&precision=ms',
  async settings(folder, port) {
    const file = join(folder, 'influxdb.conf');
    const places = `
reporting-disabled = true
bind-address = "127.0.0.1:${await freePort()}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
`;
    await writeFile(file, places);
    return ['-config', file];
  },
  async count(address) {
    const query = encodeURIComponent('SELECT count(v) FROM s');
    const answer = (await getJson(`${address}/query?db=bench&q=${query}`)) as {
      results: { series?: { values: [string, number][] }[] }[];
    };
    return answer.results[0]?.series?.[0]?.values[0]?.[1] ?? 0;
  },
};

const VICTORIA_METRICS: PeerKind = {
  name: 'victoriametrics',
  program: 'victoria-metrics',
  debianPackage: 'victoria-metrics',
  healthPath: '/health',
  writePath: '/write?precision=ms',
  importPath: '/api/v1/import',
  settings: (folder, port) =>
    Promise.resolve([
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-search.latencyOffset=0s',
    ]),
  async count(address, { firstUs, lastUs }) {
    await fetch(`${address}/internal/force_flush`);
    const seconds = Math.ceil((lastUs - firstUs) / 1e6) + 2;
    const query = encodeURIComponent(`sum(count_over_time(s_v[${seconds}s]))`);
    const time = Math.ceil(lastUs / 1e6);
    const answer = (await getJson(`${address}/api/v1/query?query=${query}&time=${time}`)) as {
      data: { result: { value: [number, string] }[] };
    };
    return Number(answer.data.result[0]?.value[1] ?? 0);
  },
};

/** A running peer, empty at first. */
export interface Peer extends AsyncDisposable {
  /** `http://127.0.0.1:…` */
  readonly address: string;
}

const READY_MS = 30_000;
const STOP_MS = 15_000;
const CHECK_MS = 50;

/** Those whose programs are on the path; for the others a line on stderr says what is missing. */
export async function findPeers(): Promise<PeerKind[]> {
  const found: PeerKind[] = [];
  for (const kind of [INFLUXDB, VICTORIA_METRICS]) {
    if (await isOnPath(kind.program)) found.push(kind);
    else {
      process.stderr.write(
        `${kind.name} is left out: no program ${kind.program} on the PATH (Debian: apt-get install ${kind.debianPackage})\n`,
      );
    }
  }
  return found;
}

/** Starts a peer on loopback, in a folder that goes with it. */
export async function startPeer(kind: PeerKind): Promise<Peer> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(await temporaryFolder());
  const port = await freePort();
  const settings = await kind.settings(folder.path, port);
  const child = spawn(kind.program, settings, { cwd: folder.path, stdio: 'ignore' });
  // A program that cannot be started says so by an event; that nobody answers is found below.
  child.on('error', () => undefined);
  started.use(endOnLeave(() => stop(child)));
  const address = `http://127.0.0.1:${port}`;
  await whenReady(address + kind.healthPath, child);
  if (kind.createPath !== undefined) await fetch(address + kind.createPath, { method: 'POST' });
  const resources = started.move();
  return { address, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

async function isOnPath(program: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}

async function whenReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${child.spawnfile} did not answer at ${url} within ${READY_MS} ms`);
    }
    await delay(CHECK_MS);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const late = await Promise.race([closed, delay(STOP_MS, 'late', { ref: false })]);
  if (late !== 'late') return;
  child.kill('SIGKILL');
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
