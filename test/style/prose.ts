import { Visitor, type ESTree } from 'vite';
import { lineAt, parseFile, sourceFiles, type SourceFile } from './source-file.ts';

/** A piece of prose: a comment, a title of a test, or a line of Markdown. */
export interface Prose {
  readonly path: string;
  readonly line: number;
  readonly kind: 'comment' | 'docstring' | 'title' | 'markdown' | 'sql';
  readonly text: string;
}

let prose: readonly Prose[] | undefined;

/** All that is written for people, code in backticks taken out. */
export function allProse(): readonly Prose[] {
  prose ??= [
    ...sourceFiles('.ts', '.tsx').flatMap(proseOfCode),
    ...sourceFiles('.md').flatMap(proseOfMarkdown),
    ...sourceFiles('.sql').flatMap(proseOfSql),
  ];
  return prose;
}

function proseOfCode(file: SourceFile): Prose[] {
  const { path, text } = file;
  const comments = parseFile(file).comments.map(({ type, value, start }): Prose => ({
    path,
    line: lineAt(text, start),
    kind: type === 'Block' && value.startsWith('*') ? 'docstring' : 'comment',
    text: withoutCode(value.replaceAll(/^\s*\*+ ?/gm, '').trim()),
  }));
  return path.endsWith('.test.ts') ? [...comments, ...titlesOf(file)] : comments;
}

function titlesOf(file: SourceFile): Prose[] {
  const titles: Prose[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [title], start }) {
      if (!['test', 'it', 'describe'].includes(rootOf(callee)) || title === undefined) return;
      const line = lineAt(file.text, start);
      const text = withoutCode(file.text.slice(title.start + 1, title.end - 1));
      if (title.type === 'Literal' || title.type === 'TemplateLiteral') {
        titles.push({ path: file.path, line, kind: 'title', text });
      }
    },
  }).visit(parseFile(file).program);
  return titles;
}

/** `test` of `test`, of `test.only` and of `test.each(rows)`. */
function rootOf(callee: ESTree.Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return rootOf(callee.object);
  return callee.type === 'CallExpression' ? rootOf(callee.callee) : '';
}

function proseOfMarkdown({ path, text }: SourceFile): Prose[] {
  return markdownLines(text).map(({ line, text: words }) => ({
    path,
    line,
    kind: 'markdown',
    text: withoutCode(words),
  }));
}

/** SQL has no word of its own that looks like prose: comments and descriptions of columns are not told from statements. */
function proseOfSql({ path, text }: SourceFile): Prose[] {
  return text.split('\n').map((words, index) => ({
    path,
    line: index + 1,
    kind: 'sql',
    text: words,
  }));
}

/** Lines of a Markdown file without its blocks of code. */
export function markdownLines(text: string): { readonly line: number; readonly text: string }[] {
  let isCode = false;
  return text.split('\n').flatMap((words, index) => {
    const isFence = /^\s*(```|~~~)/.test(words);
    if (isFence) isCode = !isCode;
    return isFence || isCode ? [] : [{ line: index + 1, text: words }];
  });
}

function withoutCode(text: string): string {
  return text.replaceAll(/`[^`]*`/g, '`…`');
}
