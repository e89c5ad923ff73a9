import { matchesGlob } from 'node:path';
import type { Finding, Rule } from './rule.ts';
import { lineAt, sourceFiles } from './source-file.ts';

/** A word that means something else in a part of the tree. */
interface Confusion {
  /** Where the word is not to be used; looked for in the path and in the text. */
  readonly files: string;
  readonly pattern: RegExp;
  /** The word to use, after the glossary of ARCHITECTURE.md. */
  readonly instead: string;
}

/** Only what can be told from the field's use of the same word without reading. */
const CONFUSIONS: readonly Confusion[] = [
  {
    files: 'packages/historian/src/spool/**',
    pattern: /\bSegment(?:File)?\b|\bsegment-file\b|\b(?:read|open)SegmentFile\b/g,
    instead: 'spool file: a segment is a stored run of samples',
  },
  {
    files: 'packages/historian/src/**',
    pattern: /\bConfiguration\b/g,
    instead: 'running set: a configuration is what a user writes',
  },
  {
    files: '{migrations,packages/db/src}/**',
    pattern: /people[-_]and[-_]accounts|\bschema\/accounts\b/g,
    instead: 'people, payroll, ledger: an account is of the ledger or of energy',
  },
  {
    files: '{apps/server,apps/web}/src/**',
    pattern: /\bTrendView\b/g,
    instead: 'TrendColumns for the data; a component ends in Page or Panel',
  },
];

/** One word, one thing. */
export const GLOSSARY: Rule = {
  name: 'glossary',
  title: 'a word of the glossary means one thing',
  wayOut: 'use the word that stands behind the arrow',
  find: () =>
    sourceFiles('.ts', '.tsx', '.sql').flatMap(({ path, text }) =>
      CONFUSIONS.filter(({ files }) => matchesGlob(path, files)).flatMap((confusion) => [
        ...confused(path, path, confusion),
        ...confused(path, text, confusion),
      ]),
    ),
};

function confused(path: string, text: string, { pattern, instead }: Confusion): Finding[] {
  return [...text.matchAll(pattern)].map(({ index, 0: word }) => ({
    path,
    detail: `${lineAt(text, index)}: ${word} → ${instead}`,
  }));
}
