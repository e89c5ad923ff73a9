import { once } from 'node:events';
import { readFile, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVarve, type VarveProcess } from '../../../test/varve-process.ts';
import type { State } from './looks.ts';

const CONSOLE = fileURLToPath(new URL('../dist/', import.meta.url));

// A device that is not there: what a box shows on its first day.
const EMPTY_CONFIGURATION = `sources:
  - name: well-pad
    protocol: modbus
    host: 127.0.0.1
    port: 1
    tags:
      - name: well-1/tubing-pressure
        address: 0
`;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** The address of a server for each state of a page, without a slash at its end. */
export type Servers = Readonly<Record<State, string>>;

/** Starts the demo, a Varve whose only device does not answer, and a server that gives the console and fails at every call. `started` ends them. */
export async function startServers(started: AsyncDisposableStack): Promise<Servers> {
  const full = await startInFolder(started, /Open (http:\S+)/, () => ['demo']);
  const empty = await startInFolder(started, /Varve runs at (http:\S+)/, async (directory) => {
    const file = join(directory, 'empty.yaml');
    await writeFile(file, EMPTY_CONFIGURATION);
    return ['start', '--config', file, '--log-level', 'error'];
  });
  const failing = createServer((request, response) => {
    const isCall = request.url!.startsWith('/trpc') || request.url!.startsWith('/api');
    if (isCall) response.writeHead(500).end();
    else void sendConsole(request.url!, response);
  }).listen(0, '127.0.0.1');
  started.defer(() => stop(failing));
  await once(failing, 'listening');
  const { port } = failing.address() as AddressInfo;
  return { full, empty, failed: `http://127.0.0.1:${port}` };
}

async function startInFolder(
  started: AsyncDisposableStack,
  address: RegExp,
  parameters: (directory: string) => readonly string[] | Promise<readonly string[]>,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-sheets-'));
  started.defer(() => removeFolder(directory));
  const varve = startVarve(...(await parameters(directory)), '--directory', directory);
  started.defer(() => end(varve));
  return (await varve.printed(address))[1]!.replace(/\/$/, '');
}

async function end({ child, ended }: VarveProcess): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

/** The data may lie outside, where a link leads: a database refuses folders of root. */
async function removeFolder(directory: string): Promise<void> {
  const data = join(directory, 'postgres');
  await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function sendConsole(
  url: string,
  response: Parameters<NonNullable<Parameters<typeof createServer>[1]>>[1],
): Promise<void> {
  const path = new URL(url, 'http://localhost').pathname;
  const file = TYPES[extname(path)] === undefined ? 'index.html' : path;
  const text = await readFile(join(CONSOLE, file), 'utf8');
  const depth = path.split('/').length - 2;
  // As Varve does: the page names its files from where it stands.
  const body = file === 'index.html' ? text.replaceAll('"./', `"${'../'.repeat(depth)}`) : text;
  response.writeHead(200, { 'content-type': TYPES[extname(file)]! }).end(body);
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
