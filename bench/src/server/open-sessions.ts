import { Agent, request } from 'node:http';
import { hashPassword } from '@varve/db';
import { query } from '../open-bench-database.ts';
import type { BenchServer } from './bench-server.ts';
import { TENANT } from './server-order.ts';

/** Somebody who is logged in. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer of a call. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

const PASSWORD = 'the tide is out again';
// Connections stay open, as those of browsers and programs do.
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Makes users who may read and write, `bench-1` and on. */
export async function makeUsers(database: string, count: number): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await query(
    database,
    `UPDATE tenants SET factor_roles = '{}' WHERE name = '${TENANT}';
     WITH made AS (
       INSERT INTO users (tenant_id, username, password_hash)
       SELECT t.id, 'bench-' || n, '${hash}' FROM tenants t, generate_series(1, ${count}) AS n WHERE t.name = '${TENANT}'
       ON CONFLICT DO NOTHING RETURNING tenant_id, id)
     INSERT INTO user_roles (tenant_id, user_id, role_id)
     SELECT made.tenant_id, made.id, r.id FROM made JOIN roles r ON r.tenant_id = made.tenant_id AND r.name = 'admin'`,
  );
}

/** Logs a user in, from an address of his own. */
export function logIn({ address }: BenchServer, number: number): Promise<Answer> {
  return send(new URL('/api/auth/login', address), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`,
    },
    body: JSON.stringify({ username: `bench-${number}`, password: PASSWORD }),
  });
}

/** Opens sessions, one of a user each. */
export async function openSessions(server: BenchServer, count: number): Promise<Caller[]> {
  await makeUsers(server.database, count);
  const callers: Caller[] = [];
  for (let number = 1; number <= count; number++) {
    const { status, body } = await logIn(server, number);
    if (status !== 200) throw new Error(`a log-in was answered by ${status}: ${body}`);
    const { access_token } = JSON.parse(body) as { access_token: string };
    callers.push({ headers: { authorization: `Bearer ${access_token}` } });
  }
  return callers;
}

/** Address of a question. */
export function questionUrl({ address }: BenchServer, name: string, input: object): URL {
  const url = new URL(`/trpc/${name}`, address);
  url.searchParams.set('input', JSON.stringify(input));
  return url;
}

/** Asks, and gives the milliseconds until the whole answer was there. @throws Error for a refusal */
export async function timedCall(url: URL, { headers }: Caller): Promise<number> {
  const startedAt = performance.now();
  const { status, body } = await send(url, { headers: { ...headers } });
  if (status !== 200) throw new Error(`${url.pathname} was answered by ${status}: ${body}`);
  return performance.now() - startedAt;
}

/** Sends a request over a connection that is kept. */
export function send(
  url: URL,
  {
    method = 'GET',
    headers,
    body,
  }: {
    readonly method?: string;
    readonly headers: Record<string, string>;
    readonly body?: string | Buffer;
  },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request(url, { method, headers, agent }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', reject);
    answer.on('end', () => {
      resolve({ status: answer.statusCode!, body: Buffer.concat(chunks).toString() });
    });
  });
  asked.on('error', reject);
  asked.end(body);
  return promise;
}
