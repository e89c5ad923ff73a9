import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that a system gives to those who ask for any: what picks one there may take it while a server is down.
const FIRST_PORT = 10_000;
const PORTS_PER_WORKER = 1_000;
const WORKERS = 20;

// Test files at work at the same time pick from different ports; one after the other starts elsewhere each time.
const first =
  FIRST_PORT + (Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS) * PORTS_PER_WORKER;
let next = process.pid % PORTS_PER_WORKER;

/** Finds a TCP port of loopback where nobody listens, and that nobody is given who asks the system for any. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + (next++ % PORTS_PER_WORKER);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
