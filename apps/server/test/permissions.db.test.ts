import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { router } from '../src/router.ts';
import { listProcedures } from '../src/trpc/list-procedures.ts';
import { startPeopleServer, type PeopleServer } from './support/people-server.ts';

// `UPDATE_PERMISSIONS=1` writes the document instead of comparing it.
const DOCUMENT = fileURLToPath(new URL('../../../docs/permissions.md', import.meta.url));

const PROCEDURES = listProcedures(router).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

type Outcome = 'allowed' | 'denied' | 'log in';
type Headers = Readonly<Record<string, string>>;

let server: PeopleServer;
let roles: readonly string[];
beforeAll(async () => {
  server = await startPeopleServer();
  const rows = await server.database.query<{ name: string }>(
    "SELECT r.name FROM roles r JOIN tenants t ON t.id = r.tenant_id WHERE t.name = 'default' AND r.built_in ORDER BY r.name",
  );
  roles = rows.map(({ name }) => name);
});
afterAll(async () => server?.[Symbol.asyncDispose]());

/** Asks with an input that no procedure takes: rights are looked at before it is. Nothing is changed. */
async function outcomeOf({ name, type }: { name: string; type: string }, headers: Headers) {
  const input = JSON.stringify('no input at all');
  const answer =
    type === 'mutation'
      ? await fetch(`${server.address}/trpc/${name}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: input,
        })
      : await fetch(`${server.address}/trpc/${name}?input=${encodeURIComponent(input)}`, {
          headers,
        });
  const text = await answer.text();
  const reason = /"reason":"?([A-Z_a-z]+)/.exec(text)?.[1];
  const outcome = {
    INPUT_INVALID: 'allowed',
    PERMISSION_MISSING: 'denied',
    UNAUTHENTICATED: 'log in',
  }[reason ?? ''] as Outcome | undefined;
  if (outcome === undefined) throw new Error(`${name} answers ${text}`);
  return { outcome, text };
}

function documentOf(outcomes: ReadonlyMap<string, ReadonlyMap<string, Outcome>>): string {
  const callers = [...outcomes.keys()];
  const mark = { allowed: 'yes', denied: '–', 'log in': 'log in' };
  const rows = PROCEDURES.map(({ name, permission }) => [
    `\`${name}\``,
    permission === null ? 'none' : `\`${permission}\``,
    ...callers.map((caller) => mark[outcomes.get(caller)!.get(name)!]),
  ]);
  const head = ['procedure', 'permission', ...callers];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const dashes = widths.map((width) => '-'.repeat(width));
  return `# Who may call what

Each procedure of the server, and what came of calling it as a user of each built-in role and as nobody. A test calls
them all, and fails where this table says something else; \`UPDATE_PERMISSIONS=1\` before the test writes the table.

A role that a tenant makes allows what its permissions allow. A role that is bound to places allows procedures alike,
and shows what lies at these places. A procedure without a permission is about the caller himself.

${[line(head), line(dashes), ...rows.map(line)].join('\n')}
`;
}

describe('each procedure, called as each built-in role and as nobody', () => {
  test('lets in and refuses whom docs/permissions.md says', { timeout: 300_000 }, async () => {
    const outcomes = new Map<string, ReadonlyMap<string, Outcome>>();
    for (const caller of [...roles, 'nobody']) {
      const headers: Headers = caller === 'nobody' ? {} : (await server.callerAs(caller)).headers;
      const ofCaller = new Map<string, Outcome>();
      for (const procedure of PROCEDURES)
        ofCaller.set(procedure.name, (await outcomeOf(procedure, headers)).outcome);
      outcomes.set(caller, ofCaller);
    }
    const written = documentOf(outcomes);
    if (process.env['UPDATE_PERMISSIONS'] === '1') await writeFile(DOCUMENT, written);
    expect(await readFile(DOCUMENT, 'utf8'), 'UPDATE_PERMISSIONS=1 writes it').toBe(written);
  });

  test('refuses by the name of the permission, and writes the denial to the audit log', async () => {
    const viewer = await server.callerAs('viewer');
    const { userId } = await viewer.api.session.me.query();
    const answer = await outcomeOf({ name: 'users.list', type: 'query' }, viewer.headers);
    expect(answer.text).toContain('this needs the permission users.read');
    expect(answer.text).toContain('"permission":"users.read"');
    const rows = await server.database.query(
      `SELECT resource_id, outcome, after, request_id IS NOT NULL AS has_request, host(client_address) AS address
       FROM audit_log WHERE actor_id = $1 AND outcome = 'denied' ORDER BY id DESC LIMIT 1`,
      [userId],
    );
    expect(rows).toEqual([
      {
        resource_id: 'users.list',
        outcome: 'denied',
        after: { permission: 'users.read' },
        has_request: true,
        address: '127.0.0.1',
      },
    ]);
  });
});
