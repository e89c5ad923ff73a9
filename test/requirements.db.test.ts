import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type TestDatabase } from '../packages/db/test/support/database.ts';
import { RUNNABLE_ENGINES } from '../packages/db/test/support/engines.ts';
import { runVarve } from './varve-process.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/requirements.md';
const AREAS = ['Base', 'Plant', 'Field', 'Energy', 'Business', 'Insight', 'Edge'];
const VERDICTS = ['here', 'to come', 'not'];

/** One line of a table of the page. */
interface Row {
  readonly line: number;
  readonly asked: string;
  readonly verdict: string;
  readonly answer: string;
}

/** Names of a database as the page writes them: `wells`, `wells.name`, `wells_near()`, `timeseries.read()`, roles, policies. */
const DATABASE_NAMES = `
  WITH homes AS (
    SELECT oid, nspname, CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END AS prefix
    FROM pg_namespace WHERE nspname IN ('public', 'timeseries', 'sync', 'internal')
  ), relations AS (
    SELECT c.oid, relkind, relname, prefix FROM pg_class c JOIN homes ON homes.oid = relnamespace
  )
  SELECT prefix || relname AS name FROM relations
  UNION SELECT relname FROM relations WHERE relkind IN ('i', 'I')
  UNION SELECT prefix || relname || '.' || attname FROM relations JOIN pg_attribute ON attrelid = relations.oid
    WHERE relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped
  UNION SELECT prefix || proname || '()' FROM pg_proc JOIN homes ON homes.oid = pronamespace
  UNION SELECT typname FROM pg_type JOIN homes ON homes.oid = typnamespace WHERE typtype = 'd'
  UNION SELECT nspname FROM homes
  UNION SELECT polname FROM pg_policy
  UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
  UNION SELECT rolname FROM pg_roles
  UNION SELECT name FROM roles
  UNION SELECT code FROM permissions`;

describe('the list of what was asked for', () => {
  const rows = readRows();
  let database: TestDatabase;
  let databaseNames: ReadonlySet<string>;

  beforeAll(async () => {
    database = await openDatabase(RUNNABLE_ENGINES[0]!);
    const { rows: names } = await database.pool.query<{ name: string }>(DATABASE_NAMES);
    databaseNames = new Set(names.map(({ name }) => name));
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const missing = async (names: readonly string[]): Promise<string[]> => {
    const found = await Promise.all(names.map((name) => exists(name, databaseNames)));
    return names.filter((_, index) => !found[index]);
  };

  test('has sections of every area, and no other', () => {
    const headings = [...read(PAGE).matchAll(/^##+ (\w+): /gm)].map(([, area]) => area);
    expect([...new Set(headings)]).toEqual(AREAS);
  });

  test('gives every row one of three verdicts, and a reason where it is not', () => {
    expect(rows.length).toBeGreaterThan(250);
    const unclear = rows.filter(
      ({ verdict, answer }) => !VERDICTS.includes(verdict) || (verdict === 'not' && answer === ''),
    );
    expect(unclear).toEqual([]);
  });

  test('leads from every row that is here to something that exists', async () => {
    const problems = rows.flatMap(({ line, asked, verdict, answer }) =>
      verdict === 'here' && namesIn(answer).length + namesIn(asked).length === 0
        ? [`${PAGE}:${line}: "${asked}" is here and names nothing that can be looked up`]
        : [],
    );
    for (const { line, asked, verdict, answer } of rows) {
      const isBare = verdict === 'here' && namesIn(answer).length === 0;
      for (const name of await missing(namesIn(isBare ? asked : answer))) {
        problems.push(`${PAGE}:${line}: \`${name}\` does not exist`);
      }
    }
    expect(problems).toEqual([]);
  }, 180_000);

  test('calls nothing to come, or not there, that exists', async () => {
    const problems: string[] = [];
    for (const { line, asked, verdict } of rows) {
      if (verdict === 'here') continue;
      const absent = new Set(await missing(namesIn(asked)));
      for (const name of namesIn(asked).filter((asked) => !absent.has(asked))) {
        problems.push(`${PAGE}:${line}: \`${name}\` exists: its verdict is "here"`);
      }
    }
    expect(problems).toEqual([]);
  }, 180_000);
});

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Rows of the tables that ask, those of the verdicts' own table left out. */
function readRows(): Row[] {
  return read(PAGE)
    .split('\n')
    .flatMap((text, index) => {
      const cells = text.startsWith('|') ? text.slice(1, -1).split(' | ') : [];
      const [asked = '', verdict = '', answer = ''] = cells.map((cell) => cell.trim());
      const isHead = asked === 'Asked for' || /^\|[\s|-]+\|$/.test(text);
      return cells.length === 3 && !isHead ? [{ line: index + 1, asked, verdict, answer }] : [];
    });
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

async function exists(name: string, databaseNames: ReadonlySet<string>): Promise<boolean> {
  const [first = '', ...words] = name.split(' ');
  if (first === 'varve') return hasCommand(words);
  if (first === 'pnpm' || name.startsWith('npm run ')) return hasScript(words.at(-1)!);
  if (['GET', 'POST'].includes(first)) return hasRoute(words[0]!);
  return databaseNames.has(name) || (/^[\w./-]+$/.test(name) && existsSync(join(ROOT, name)));
}

function hasScript(name: string): boolean {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  return name in scripts;
}

function hasRoute(path: string): boolean {
  return globSync('apps/server/src/**/*.ts', { cwd: ROOT }).some((file) =>
    read(file).includes(`'${path}'`),
  );
}

/** Whether a command of `varve` has a subcommand, a choice of an argument, or an option. */
async function hasCommand(words: readonly string[]): Promise<boolean> {
  const isCommand = words[0] !== undefined && !words[0].startsWith('-');
  const help = await helpOf(isCommand ? [words[0]!] : []);
  return (
    help !== undefined &&
    words.slice(isCommand ? 1 : 0).every((word) => help.split(/[\s,"|]+/).includes(word))
  );
}

const helps = new Map<string, Promise<string | undefined>>();

function helpOf(command: readonly string[]): Promise<string | undefined> {
  const key = command.join(' ');
  const known = helps.get(key);
  if (known !== undefined) return known;
  const asked = runVarve(...command, '--help').then(({ code, stdout }) =>
    code === 0 && stdout.startsWith(`Usage: varve ${key}`) ? stdout : undefined,
  );
  helps.set(key, asked);
  return asked;
}
