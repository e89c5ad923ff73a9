import { once } from 'node:events';
import { readFile, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVarve, type VarveProcess } from '../../../test/varve-process.ts';
import { askForNoFactor } from './ask-for-no-factor.ts';
import { fillServer, type Made } from './fill-server.ts';
import type { PhotographedPage } from './list-pages.ts';
import { demoLogin, type Login } from './log-in.ts';
import type { State } from './looks.ts';
import { makeWell } from './make-well.ts';

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

/** A server to photograph pages at. */
interface PhotographedServer {
  /** Without a slash at its end. */
  readonly address: string;
  /** Who visits it; undefined for a server that takes everybody for somebody, or nobody. */
  readonly login?: Login;
}

/** A server for each state of a page, and for each page of those who are not in yet. */
export type Servers = Readonly<
  Record<State | NonNullable<PhotographedPage['entrance']>, PhotographedServer>
> & {
  /** Content of the full one. */
  readonly made: Made;
};

/** Answers by address or procedure. Any other call fails. */
type Answers = Readonly<Record<string, unknown>>;

const ENTRANCE = '/api/session/entrance';
const PASSWORD = 'four words for a picture';

/**
 * Starts the demo, a Varve whose only device does not answer, and servers that give the console and say who is logged in: one fails at all
 * else, one wants a second factor first, one has no user. `started` ends them.
 */
export async function startServers(started: AsyncDisposableStack): Promise<Servers> {
  const { varve: demo, directory: plant } = await startInFolder(started, () => ['demo']);
  const login = await demoLogin(demo, 'admin');
  const full = login.home.replace(/\/$/, '');
  const { varve, directory: place } = await startInFolder(started, async (directory) => {
    const file = join(directory, 'empty.yaml');
    await writeFile(file, EMPTY_CONFIGURATION);
    return ['start', '--config', file, '--log-level', 'error'];
  });
  const [, emptyHome] = await varve.printed(/Varve runs at (http:\S+)/);
  const empty = await setUp(new URL(emptyHome!).href, place);
  await askForNoFactor(place);
  const token = await tokenOf(login);
  const made = await fillServer(login, token, await makeWell(plant));
  const person = await readPerson(login, token);
  const known = {
    [ENTRANCE]: { isSetUp: true, hasTenants: false, hasTokens: true, providers: [] },
  };
  const failed = await startTeller(started, { ...known, 'session.me': person });
  const isDue = { ...person, due: 'factor', permissions: [] };
  const due = await startTeller(started, { ...known, 'session.me': isDue });
  const unset = await startTeller(started, {
    [ENTRANCE]: { isSetUp: false, hasTokens: false, providers: [] },
  });
  return {
    made,
    full: { address: full, login },
    empty: { address: empty.home.replace(/\/$/, ''), login: empty },
    stranger: { address: full },
    failed: { address: failed },
    due: { address: due },
    unset: { address: unset },
  };
}

/** Makes the first user of a server. */
async function setUp(home: string, directory: string): Promise<Login> {
  const code = (await readFile(join(directory, 'setup-code'), 'utf8')).trim();
  const login = { home, username: 'admin', password: PASSWORD };
  const { username, password } = login;
  await post(`${home}api/setup`, { code, username, fullName: 'Admin', password });
  return login;
}

async function tokenOf({ home, username, password }: Login): Promise<string> {
  const { access_token: token } = await post(`${home}api/auth/login`, { username, password });
  return String(token);
}

/** Reads who a login is, as `session.me` answers. */
async function readPerson({ home }: Login, token: string): Promise<object> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${home}trpc/session.me`, { headers });
  return ((await answer.json()) as { result: { data: object } }).result.data;
}

async function post(address: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(input) });
  if (!answer.ok) throw new Error(`${address} was answered by ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** Starts a server that gives the console and some answers, and fails at every other call. @returns its address */
async function startTeller(started: AsyncDisposableStack, answers: Answers): Promise<string> {
  const teller = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const isCall = /^\/(?:trpc|api)\//.test(pathname);
    if (!isCall) void sendConsole(request.url!, response);
    else sendAnswer(pathname, answers, response);
  }).listen(0, '127.0.0.1');
  started.defer(() => stop(teller));
  await once(teller, 'listening');
  return `http://127.0.0.1:${(teller.address() as AddressInfo).port}`;
}

function sendAnswer(pathname: string, answers: Answers, response: ServerResponse): void {
  const data = answers[pathname.replace(/^\/trpc\//, '')];
  const body = pathname.startsWith('/trpc') ? [{ result: { data } }] : data;
  if (data === undefined) response.writeHead(500).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function startInFolder(
  started: AsyncDisposableStack,
  parameters: (directory: string) => readonly string[] | Promise<readonly string[]>,
): Promise<{ readonly varve: VarveProcess; readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-sheets-'));
  started.defer(() => removeFolder(directory));
  const varve = startVarve(...(await parameters(directory)), '--directory', directory);
  started.defer(() => end(varve));
  return { varve, directory };
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

async function sendConsole(url: string, response: ServerResponse): Promise<void> {
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
