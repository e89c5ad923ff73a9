import { auditVerdict } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '../../server/src/jobs.ts';
import { startTestDatabase, type TestDatabase } from '../../server/test/support/test-database.ts';
import { auditWords } from '../src/features/audit/audit-words.ts';
import { fieldWords } from '../src/features/audit/fields/field-words.ts';
import { jobWords } from '../src/features/jobs/job-words.ts';
import { notificationWords } from '../src/features/notifications/notification-words.ts';
import { LANGUAGES } from '../src/kit/i18n/language.ts';

// The server's sources, in which actions and kinds of events are written as texts.
const sources = Object.values(
  import.meta.glob<string>(['../../server/src/**/*.ts', '../../../migrations/*.up.sql'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);

/** Texts that the first group of the pattern finds in the sources, each once. */
function foundBy(pattern: RegExp): readonly string[] {
  return [
    ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code!))),
  ];
}

/** The texts of a union of texts: 'a' | 'b'. */
function textsOf(unions: readonly string[]): readonly string[] {
  return unions.flatMap((union) => [...union.matchAll(/'([a-z_]+)'/g)].map(([, code]) => code!));
}

/** Details that events are recorded with, as their calls write them: names, and what stands for several names. */
function detailsOfEvents(): readonly string[] {
  const lists = foundBy(
    /record_event\((?:(?:'[a-z_]+'|\$\d), ){2}(?:NULL|\$\d), \$\d(?:, '[a-z]+')?\)",\s*\[([^\]]*)\]/g,
  );
  const written = lists.flatMap((list) => {
    // The details come last.
    const literal = /\{([^{}]*)\}/.exec(list)?.[1] ?? list.trim().replace(/,$/, '');
    return literal.replaceAll(/\([^()]*\)/g, '').split(',');
  });
  const names = written.map((part) => part.trim().replace(/:.*$/s, ''));
  return [...names, ...foundBy(/record_event\([^)]*'\{"(\w+)":/g)].filter((name) => name !== '');
}

/** Names behind those details that stand for several. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  verdict: Object.keys(auditVerdict.shape),
  '...span': ['fromMs', 'toMs'],
};

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

describe.each(LANGUAGES)('the words of the console in %s name', (language) => {
  const { actions, resources } = auditWords[language];
  const fields = fieldWords[language];

  test('every job of the server', () => {
    expect(Object.keys(jobWords[language].names)).toEqual(jobs.map(({ name }) => name).toSorted());
  });

  test('every kind of event that messages tell of', () => {
    const kinds = foundBy(/readonly kind: '([a-z]+\.[a-z]+)'/g);
    expect(kinds).toContain('reports.ready');
    expect(Object.keys(notificationWords[language].events)).toEqual(kinds.toSorted());
  });

  test('every action that the audit log records', () => {
    const written = foundBy(/record_event\('([a-z_]+)'/g);
    // Those that a parameter gives: their types list them.
    const passed = textsOf(foundBy(/\bevent: ((?:\|?\s*'[a-z_]+'\s*)+);/g));
    expect(written).toContain('display_paired');
    expect(passed).toEqual(expect.arrayContaining(['tenant_closed', 'login_throttled']));
    expect(Object.keys(actions)).toEqual(expect.arrayContaining([...written, ...passed]));
  });

  test('every table and kind of thing that the audit log records', async () => {
    const tables = await database.query<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE t.tgname = 'keep_history' AND NOT c.relispartition`,
    );
    const written = foundBy(/record_event\((?:'[a-z_]+'|\$1), '([a-z_]+)'/g);
    expect(written).toContain('report_runs');
    const recorded = [...tables.map(({ name }) => name), ...written];
    expect(Object.keys(resources)).toEqual(expect.arrayContaining(recorded));
  });

  test('every column and detail that the audit log records, and no two of an entry alike', async () => {
    const tables = await database.query<{ columns: string[] }>(
      `SELECT array_agg(a.attname::text) AS columns FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE t.tgname = 'keep_history' AND NOT c.relispartition GROUP BY c.oid`,
    );
    const details = detailsOfEvents().flatMap((name) => DETAILS[name] ?? name);
    expect(details).toEqual(expect.arrayContaining(['by', 'kind', 'reason', 'toMs', 'transition']));
    const entries = [...tables.map(({ columns }) => columns), [...new Set(details)]];
    expect(Object.keys(fields).toSorted()).toEqual([...new Set(entries.flat())].toSorted());
    for (const names of entries) {
      const said = names.map((name) => fields[name]);
      expect(said.filter((word, index) => said.indexOf(word) !== index)).toEqual([]);
    }
  });
});
