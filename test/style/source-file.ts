import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, type ParseResult } from 'vite';

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** A text file of the repository. */
export interface SourceFile {
  /** From the root, with slashes: `packages/calc/src/index.ts`. */
  readonly path: string;
  readonly text: string;
}

// Git leaves these out; a copy of the repository without git's folder has to be told.
const NOT_OURS = ['**/node_modules/**', '**/dist/**', '**/.varve/**', '.git/**', 'coverage/**'];

/** Paths of all files of the repository, new ones that git does not know yet included. */
export function repositoryPaths(): string[] {
  if (!existsSync(join(ROOT, '.git'))) {
    return globSync(['**/*.*', '.*', '.ci/*', 'LICENSE'], {
      cwd: ROOT,
      exclude: NOT_OURS,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  }
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const output = execFileSync('git', listing, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  // A file that is moved or deleted in the work tree is listed until that is committed.
  return output.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

/** Files that people write, by the end of their names. */
export function sourceFiles(...endings: readonly string[]): SourceFile[] {
  return repositoryPaths()
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => !path.endsWith('.gen.ts'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const parsed = new Map<string, ParseResult>();

/** Syntax tree, comments and exports of a TypeScript file. */
export function parseFile({ path, text }: SourceFile): ParseResult {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const result = parseSync(path, text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' });
  parsed.set(path, result);
  return result;
}

/** Number of the line, from 1, in which an offset lies. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
