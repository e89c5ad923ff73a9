import { basename } from 'node:path';
import { Visitor } from 'vite';
import type { Finding, Rule } from './rule.ts';
import { lineAt, parseFile, sourceFiles, type SourceFile } from './source-file.ts';

const MOST_LINES = 250;
const MOST_PARAMETERS = 4;

/** Files that are not named as an export. */
const OTHER_NAMES: readonly RegExp[] = [
  // The entry of a package or a feature.
  /(^|\/)index\.tsx?$/,
  // The console's lists of codes, one beside another.
  /(^|\/)apps\/web\/src\/api\/codes\.ts$/,
  // Started by their paths.
  /\.(worker|child)\.ts$/,
  // Named by their tools.
  /\.config\.ts$/,
  // Named by the addresses of their pages.
  /\/routes\//,
  // One name in every feature: its router, its jobs, its dictionaries, its part of the contract.
  /\/features\/[\w-]+\/[\w-]+\.(router|job)\.ts$/,
  /\/words\.(en|es)\.ts$/,
  /(^|files\/)packages\/contract\/src\//,
  /^apps\/server\/src\/trpc\/procedures\.ts$/,
  // A file of formulas has the name of what they are about.
  /^packages\/calc\//,
  // Helpers of tests, several to a file.
  /\/test\/support\//,
  // Both ends of one format.
  /^apps\/server\/src\/(kit\/cursor|http\/session-cookies)\.ts$/,
  // Its export is a default one.
  /^test\/report\.ts$/,
];

/** A file has the name of the thing that such a function makes: `csv-sink.ts` exports `createCsvSink`. */
const MAKERS = /^(create|start|open)(?=[A-Z])/;

const codeFiles = (): SourceFile[] => sourceFiles('.ts', '.tsx');

/** Rules about files, functions and names. */
export const CODE_RULES: readonly Rule[] = [
  {
    name: 'file-length',
    title: `no file is longer than ${MOST_LINES} lines`,
    wayOut: 'split it by what changes for different reasons',
    find: () =>
      codeFiles().flatMap(({ path, text }) => {
        // A list of what each area exports has one reason to exist, however many areas there are.
        if (path === 'packages/contract/src/index.ts') return [];
        const lineCount = text.trimEnd().split('\n').length;
        if (lineCount <= MOST_LINES) return [];
        return [{ path, detail: `${lineCount} lines`, count: lineCount }];
      }),
  },
  {
    name: 'positional-parameters',
    title: `no function takes more than ${MOST_PARAMETERS} positional parameters`,
    wayOut: 'make those that belong together one object',
    find: () => codeFiles().flatMap(functionsWithManyParameters),
  },
  {
    name: 'file-name',
    title: 'a file is named as one of its exports, in kebab-case',
    wayOut: 'rename the file or the export, or add an exception with its reason to OTHER_NAMES',
    find: () => codeFiles().flatMap(misnamed),
  },
];

function functionsWithManyParameters(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const look = (node: { readonly params: readonly unknown[]; readonly start: number }): void => {
    if (node.params.length <= MOST_PARAMETERS) return;
    const detail = `${lineAt(file.text, node.start)}: ${node.params.length} parameters`;
    findings.push({ path: file.path, detail });
  };
  new Visitor({
    FunctionDeclaration: look,
    FunctionExpression: look,
    ArrowFunctionExpression: look,
  }).visit(parseFile(file).program);
  return findings;
}

function misnamed(file: SourceFile): Finding[] {
  if (OTHER_NAMES.some((pattern) => pattern.test(file.path))) return [];
  const names = exportsOf(file);
  // A program.
  if (names.length === 0) return [];
  const name = basename(file.path).replace(/\.tsx?$/, '');
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
  const isNamed = names.some((made) =>
    [made, made.replace(MAKERS, '')].some((exported) => bare(exported) === bare(name)),
  );
  if (isKebab && isNamed) return [];
  return [{ path: file.path, detail: `exports ${names.slice(0, 4).join(', ')}` }];
}

function exportsOf(file: SourceFile): string[] {
  return parseFile(file).module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, localName }) => exportName.name ?? localName.name ?? []),
  );
}

/** `tag-list`, `TagList`, `TAG_LIST` and `tagList` are the same name. */
function bare(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}
