import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '../../server/src/jobs.ts';
import { startTestDatabase, type TestDatabase } from '../../server/test/support/test-database.ts';
import { auditWords } from '../src/features/audit/audit-words.ts';
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

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

describe.each(LANGUAGES)('the words of the console in %s name', (language) => {
  const { actions, resources } = auditWords[language];

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
});
