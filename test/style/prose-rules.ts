import { allProse, markdownLines, type Prose } from './prose.ts';
import type { Finding, Rule } from './rule.ts';
import { sourceFiles } from './source-file.ts';

const MOST_COLUMNS = 120;

/** Words that lean on what a reader of the repository cannot see; each pattern leaves the words of the field alone. */
const OUTSIDE: readonly RegExp[] = [
  // A calculation has issues of its own: "the issue of a time".
  /\bthe issue\b(?! of\b)/i,
  /\bissue #?\d+/i,
  // A plan of a decoder is the field's.
  /\bdiffers? from the plan\b|\bas planned\b|\bthe plan (?:says|said|asks|wants)\b/i,
  /\bthe seeds\b/i,
  /\bthe documents? (?:say|said|ask)s?\b|\bwho knows the documents\b/i,
  /(?<!\buser[ -]|\bHTTP )\bagents?\b/i,
  /\b(?:coding|chat|filed by a) session\b/i,
  /(?<![\w.])\/(?:work|root|home\/\w+)\//,
];

/** Rules about comments, docstrings, titles of tests and Markdown. */
export const PROSE_RULES: readonly Rule[] = [
  {
    name: 'begins-with-of',
    title: 'no sentence begins with "Of"',
    wayOut: 'put the subject first: "The tag\'s unit", "For a text tag, …"',
    find: () => matches(/(?<![\w-])Of (?=\S)/g),
  },
  {
    name: 'docstring-begins-with-what',
    title: 'no docstring begins with "What"',
    wayOut: 'name the thing: "Options of `x`.", "Names of the tags that …"',
    find: () => matches(/^What\b/g, (prose) => prose.kind === 'docstring'),
  },
  {
    name: 'leans-on-the-outside',
    title: 'no sentence leans on papers, people or paths that a reader cannot see',
    wayOut: 'say it in the words of the repository, or leave it out',
    find: () => OUTSIDE.flatMap((pattern) => matches(new RegExp(pattern, `g${pattern.flags}`))),
  },
  {
    name: 'markdown-width',
    title: `no line of Markdown is wider than ${MOST_COLUMNS} columns, tables, code and links left out`,
    wayOut: 'break the line at a word',
    find: () => sourceFiles('.md').flatMap(({ path, text }) => wideLines(path, text)),
  },
];

function matches(pattern: RegExp, concerns: (prose: Prose) => boolean = () => true): Finding[] {
  return allProse()
    .filter(concerns)
    .flatMap(({ path, line, text }) =>
      [...text.matchAll(pattern)].map(({ index }) => {
        const words = text.slice(index, index + 50).replaceAll(/\s+/g, ' ');
        return { path, detail: `${line}: ${words}` };
      }),
    );
}

function wideLines(path: string, text: string): Finding[] {
  return markdownLines(text)
    .filter(({ text: words }) => !words.trimStart().startsWith('|'))
    .filter(({ text: words }) => shown(words).length > MOST_COLUMNS)
    .map(({ line, text: words }) => ({ path, detail: `${line}: ${words.length} columns` }));
}

/** A line without the addresses that it cannot break. */
function shown(words: string): string {
  return words.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/https?:\/\/\S+/g, '');
}
