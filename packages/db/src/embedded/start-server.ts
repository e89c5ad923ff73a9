import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterOf, type Layout } from './layout.ts';
import { collectOutput, spawnOptions } from './spawn-options.ts';

const STOP_TIMEOUT_MS = 30_000;

/** A PostgreSQL of which this process is the parent. */
export interface Server {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts PostgreSQL on a port of loopback. It may take a moment until it answers. */
export async function startServer(layout: Layout, port: number): Promise<Server> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=256MB',
    'max_wal_size=4GB',
    'checkpoint_timeout=15min',
    'wal_compression=off',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const child = spawn(
    join(layout.programs, 'postgres'),
    ['-D', clusterOf(layout), ...settings.flatMap((setting) => ['-c', setting])],
    { ...spawnOptions(layout), detached: true },
  );
  const output = collectOutput(child);
  let stopping: Promise<void> | undefined;
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  const ended = new Promise<string>((tell) => {
    void closed.then(([code, signal]) => {
      if (stopping === undefined) tell(`PostgreSQL ended with ${signal ?? code}: ${output()}`);
    });
  });
  const stop = (): Promise<void> => (stopping ??= stopServer(child, closed));
  return { child, ended, output, stop };
}

async function stopServer(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT'); // Fast shutdown: open transactions are rolled back, data are flushed.
  const timeout = delay(STOP_TIMEOUT_MS, 'late', { ref: false });
  if ((await Promise.race([closed, timeout])) !== 'late') return;
  child.kill('SIGQUIT');
  await closed;
}
