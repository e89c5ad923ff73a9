import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect, removeEmbeddedData, startEmbeddedPostgres } from '../../packages/db/src/index.ts';
import { databaseAt } from './database-at.ts';
import { fillTemplate, type TemplateContent } from './template-content.ts';

const execute = promisify(execFile);
const WORKER_END_MS = 10_000;

/**
 * A question to the keeper. `server` is the connection string of a given server's superuser; undefined means the
 * embedded PostgreSQL that all files of a run share.
 *
 * - `server`: the superuser's connection string
 * - `template`: name of a database that others are copied from; nobody can connect to it
 * - `folder`: a folder of Varve's with a migrated PostgreSQL that does not run, to be copied
 */
export type KeeperQuestion =
  | { readonly ask: 'server'; readonly server?: string | undefined }
  | {
      readonly ask: 'template';
      readonly server?: string | undefined;
      readonly content: TemplateContent;
    }
  | { readonly ask: 'folder' };

/** Shared servers and templates of a run, made when a test first asks for one. */
export interface DatabaseKeeper extends AsyncDisposable {
  /** Takes a `KeeperQuestion` by POST, answers `{ answer }` or `{ error }`. */
  readonly address: string;
}

/** Starts a keeper on loopback, in the process that outlives all test files. */
export async function startDatabaseKeeper(): Promise<DatabaseKeeper> {
  const made = new AsyncDisposableStack();
  const answer = sharedDatabases(made);
  // Whoever may read the answers may enter the databases: the path is a secret of the run.
  const path = `/${randomBytes(16).toString('hex')}`;
  const server = createServer((request, response) => {
    if (request.url === path) void respond(request, response, answer);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  made.defer(() => server.close().closeAllConnections());
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (question: KeeperQuestion) => Promise<string>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const question = JSON.parse(Buffer.concat(chunks).toString()) as KeeperQuestion;
  const result = await answer(question).then(
    (text) => ({ answer: text }),
    (error: unknown) => ({ error: (error as Error).stack }),
  );
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}

/** Makes each shared thing once. */
function sharedDatabases(
  made: AsyncDisposableStack,
): (question: KeeperQuestion) => Promise<string> {
  const kept = new Map<string, Promise<string>>();
  const onlyOnce = (name: string, make: () => Promise<string>): Promise<string> => {
    const known = kept.get(name) ?? make();
    kept.set(name, known);
    return known;
  };
  const folder = (): Promise<string> => onlyOnce('folder', () => prepareFolder(made));
  const server = (given: string | undefined): Promise<string> =>
    given === undefined
      ? onlyOnce('server', async () => startShared(await folder(), made))
      : Promise.resolve(given);
  const template = (given: string | undefined, content: TemplateContent): Promise<string> =>
    onlyOnce(`${content} ${given}`, async () => {
      const base = content === 'migrated' ? undefined : await template(given, 'migrated');
      return makeTemplate({ server: await server(given), content, base }, made);
    });
  return (question) => {
    if (question.ask === 'folder') return folder();
    if (question.ask === 'server') return server(question.server);
    return template(question.server, question.content);
  };
}

/** Makes a PostgreSQL with a migrated database, and stops it: its folder is a template of folders. */
async function prepareFolder(made: AsyncDisposableStack): Promise<string> {
  const directory = await newFolder(made);
  const postgres = await startEmbeddedPostgres({ directory, port: 0 });
  await fillTemplate(postgres.connectionString, 'migrated');
  await postgres.stop();
  return directory;
}

/** Starts the server that all files share; none of them is about what is left after a power cut, so it spares fsync. */
async function startShared(prepared: string, made: AsyncDisposableStack): Promise<string> {
  const directory = await newFolder(made);
  await copyFolder(prepared, directory);
  const postgres = made.use(await startEmbeddedPostgres({ directory, port: 0 }));
  // A run that is cut short leaves no server.
  process.once('exit', () => killGroup(postgres.processId));
  const client = await connect(postgres.connectionString, 'test');
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  return databaseAt(postgres.connectionString, 'postgres');
}

function killGroup(processId: number): void {
  try {
    process.kill(processId, 'SIGQUIT');
  } catch {
    // It has ended as it should.
  }
}

interface TemplateOrder {
  readonly server: string;
  readonly content: TemplateContent;
  /** The template that it begins with; undefined: empty. */
  readonly base: string | undefined;
}

async function makeTemplate(
  { server, content, base }: TemplateOrder,
  made: AsyncDisposableStack,
): Promise<string> {
  const name = `varve_template_${randomBytes(6).toString('hex')}`;
  const client = await connect(server, 'test');
  try {
    await client.query(`CREATE DATABASE ${name}${base === undefined ? '' : ` TEMPLATE ${base}`}`);
    made.defer(() => dropDatabase(server, name));
    await fillTemplate(databaseAt(server, name), content);
    // A template with a connection cannot be copied: workers of TimescaleDB and of autovacuum are sent away, and kept away.
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query(
      'SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity WHERE datname = $1',
      [name, WORKER_END_MS],
    );
    return name;
  } finally {
    await client.end();
  }
}

/** Drops a database of a server, whoever is connected to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  const client = await connect(server, 'test');
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

/** Copies a folder of Varve's whose PostgreSQL does not run into another, an empty one. */
export async function copyFolder(prepared: string, directory: string): Promise<void> {
  const data = join(prepared, 'postgres');
  const place = await readlink(data).catch(() => data);
  // Owners and modes as they are: PostgreSQL refuses data of others.
  await execute('cp', ['-a', place, join(directory, 'postgres')]);
  await execute('cp', ['-a', join(prepared, 'postgres-password'), directory]);
}

async function newFolder(made: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-shared-'));
  // PostgreSQL's own user may enter it when root runs the tests.
  await chmod(directory, 0o755);
  made.defer(async () => {
    await removeEmbeddedData(directory);
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}
