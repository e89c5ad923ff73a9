import { describe, expect, test } from 'vitest';
import { problemsOf, readRatchets } from './style/ratchets.ts';
import { RULES } from './style/rules.ts';
import { repositoryPaths } from './style/source-file.ts';

/** Whatever lies at the root besides these is there by mistake, or needs its line here. */
const ROOT_ENTRIES = [
  '.ci .gitattributes .gitignore .npmrc .oxfmtrc.json .oxlintrc.json',
  'ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md LICENSE README.md',
  'apps bench docs migrations packages test',
  'knip.json package.json pnpm-lock.yaml pnpm-workspace.yaml',
  'tsconfig.base.json tsconfig.build.json tsconfig.json vitest.config.ts',
].flatMap((line) => line.split(' '));

const ratchets = readRatchets();

describe('in the house', () => {
  test.each(RULES)(
    '$title',
    async (rule) => {
      const problems = problemsOf(rule, await rule.find(), ratchets[rule.name] ?? {});
      expect(problems).toEqual([]);
    },
    120_000,
  );

  test('a file may break a rule as much as its entry says, no more and no less', () => {
    const rule = { ...RULES[0]!, name: 'example', wayOut: 'mend it' };
    const findings = ['a.ts', 'b.ts', 'b.ts', 'c.ts'].map((path) => ({ path, detail: '1: here' }));
    expect(problemsOf(rule, findings, { 'a.ts': 1, 'b.ts': 1, 'c.ts': 2, 'd.ts': 1 })).toEqual([
      'b.ts: example 2, allowed 1: mend it (1: here)',
      'c.ts: example 1, no longer 2: lower the entry to 1 (pnpm style:ratchets)',
      'd.ts: example 0, no longer 1: delete the entry (pnpm style:ratchets)',
    ]);
  });

  test('nothing is left of a rule that is gone', () => {
    const names = RULES.map(({ name }) => name);
    expect(Object.keys(ratchets).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('nothing stray lies at the root', () => {
    const entries = new Set(repositoryPaths().map((path) => path.split('/')[0]!));
    const stray = [...entries].filter((entry) => !ROOT_ENTRIES.includes(entry));
    expect(stray, 'move or delete it, or add it to ROOT_ENTRIES').toEqual([]);
  });
});
