import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOnLeave } from '../leave-properly.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fileSizes } from './file-sizes.ts';
import { freePort } from './free-port.ts';
import { INFLUXDB } from './influxdb.ts';
import type { PeerKind } from './peer-kind.ts';
import { VICTORIA_METRICS } from './victoria-metrics.ts';

/** A running peer, empty at first. */
export interface Peer extends AsyncDisposable {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** Waits until it has written and merged all that it took. */
  merge(): Promise<void>;
  /** Ends it. @returns bytes of the files that its samples lie in */
  close(): Promise<number>;
}

const READY_MS = 30_000;
const STOP_MS = 15_000;
const CHECK_MS = 50;
const MERGE_MS = 120_000;
const MERGE_CHECK_MS = 200;
const MERGE_AGAIN_MS = 10_000;

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
  const running = started.use(endOnLeave(() => stop(child)));
  const address = `http://127.0.0.1:${port}`;
  await whenReady(address + kind.healthPath, child);
  if (kind.createPath !== undefined) await fetch(address + kind.createPath, { method: 'POST' });
  const resources = started.move();
  return {
    address,
    merge: () => merge(kind, address, folder.path),
    async close() {
      await running[Symbol.asyncDispose]();
      const files = await fileSizes(folder.path);
      return files
        .filter(({ path }) => kind.holdsSamples(path))
        .reduce((sum, { bytes }) => sum + bytes, 0);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function merge(kind: PeerKind, address: string, folder: string): Promise<void> {
  const deadline = performance.now() + MERGE_MS;
  let askedMs = -Infinity;
  while (!kind.isMerged(await fileSizes(folder))) {
    // Samples may leave memory behind the merge that was asked for: then it is asked for again.
    if (performance.now() - askedMs > MERGE_AGAIN_MS) {
      for (const path of kind.mergePaths) await fetch(address + path);
      askedMs = performance.now();
    }
    if (performance.now() > deadline) {
      throw new Error(`${kind.name} has not merged its files within ${MERGE_MS / 1_000} s`);
    }
    await delay(MERGE_CHECK_MS);
  }
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
