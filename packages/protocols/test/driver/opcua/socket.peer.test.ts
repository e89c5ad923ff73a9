import { spawn, type ChildProcess } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { StatusCode } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openOpcUaSocket } from '../../../src/driver/opcua/open-opc-ua-socket.ts';

// A server whose queue of connections is full while it is stopped: what comes waits as on a slow way.
const SERVER = `
  const { createServer } = require('node:net');
  const server = createServer(() => undefined);
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
`;
const STATUS = StatusCode.badNotConnected;

let child: ChildProcess;
let port: number;
const fillers: Socket[] = [];

beforeAll(async () => {
  child = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  port = Number(line.toString());
});
afterEach(() => {
  child.kill('SIGCONT');
  for (const filler of fillers.splice(0)) filler.destroy();
  vi.restoreAllMocks();
});
afterAll(() => void child.kill('SIGKILL'));

/** From here on a connection takes as long as it takes until the server goes on. */
async function stopServer(): Promise<void> {
  child.kill('SIGSTOP');
  for (;;) {
    const filler = connect(port, '127.0.0.1');
    filler.on('error', () => undefined);
    fillers.push(filler);
    const isOpen = once(filler, 'connect').then(() => true);
    // After a stall of this thread timers come first: what has come meanwhile is looked at before it is said to wait.
    const isWaiting = delay(200).then(() => nextTurn(false));
    if (!(await Promise.race([isOpen, isWaiting]))) return;
  }
}

function resolveTo(...addresses: readonly string[]): void {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const lookup = (
    _host: string,
    _options: unknown,
    callback: (...given: unknown[]) => void,
  ): void => void setImmediate(callback, null, all);
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
}

const open = async (host: string, attemptTimeoutMs: number, onAttempt = (): void => undefined) =>
  openOpcUaSocket(
    { host, port, attemptTimeoutMs },
    { signal: new AbortController().signal, onAttempt, status: STATUS },
  );

describe('a socket', () => {
  test('is opened over a slow way although the other address of the host leads nowhere', async () => {
    await stopServer();
    resolveTo('127.0.0.1', '::1');
    const opened = open('rtu.test', 5_000);
    await delay(700);
    child.kill('SIGCONT');
    const socket = await opened;
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  test('that no address gives names each, with the code', async () => {
    await stopServer();
    resolveTo('127.0.0.1', '::1');
    const attempts = vi.fn<() => void>();
    const failed = open('rtu.test', 300, attempts);
    await expect(failed).rejects.toMatchObject({ name: 'ConnectionFailure', status: STATUS });
    const reason = await failed.catch((error: Error) => error.message);
    expect(reason).toMatch(
      new RegExp(
        `^rtu\\.test:${port}: connect ETIMEDOUT 127\\.0\\.0\\.1:${port}; connect \\w+ ::1:${port}`,
      ),
    );
    expect(attempts).toHaveBeenCalledTimes(2);
  });

  test('to one address has a time-out too, and is left when it is no longer wanted', async () => {
    await stopServer();
    await expect(open('127.0.0.1', 100)).rejects.toThrow(`connect ETIMEDOUT 127.0.0.1:${port}`);
    const leaving = new AbortController();
    const opening = openOpcUaSocket(
      { host: '127.0.0.1', port, attemptTimeoutMs: 60_000 },
      { signal: leaving.signal, onAttempt: () => undefined, status: STATUS },
    );
    leaving.abort();
    await expect(opening).rejects.toThrow('the connection was closed');
  });
});
