import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding, Rule } from './rule.ts';
import { ROOT } from './source-file.ts';

interface KnipIssue {
  readonly file: string;
  readonly [kind: string]: string | readonly { readonly name: string; readonly line?: number }[];
}

const KINDS = ['files', 'exports', 'types', 'dependencies', 'devDependencies'] as const;

/** Files, exports and dependencies that nobody imports, by knip and its `knip.json`. */
export const UNUSED_EXPORTS: Rule = {
  name: 'unused',
  title: 'no file, export or dependency is without a file that imports it',
  wayOut: 'delete it; if its own file alone uses it, drop the word export',
  find: async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules/knip/bin/knip.js'),
        '--reporter=json',
        '--include=files,exports,types,dependencies',
        '--no-exit-code',
        '--no-progress',
      ],
      { cwd: ROOT, maxBuffer: 2 ** 26 },
    );
    const { issues } = JSON.parse(stdout) as { issues: readonly KnipIssue[] };
    return issues.flatMap((issue) => KINDS.flatMap((kind) => findingsOf(issue, kind)));
  },
};

function findingsOf(issue: KnipIssue, kind: (typeof KINDS)[number]): Finding[] {
  const found = issue[kind];
  if (!Array.isArray(found)) return [];
  return (found as readonly { name: string; line?: number }[]).map(({ name, line }) => ({
    path: issue.file,
    detail: kind === 'files' ? 'the whole file' : `${line}: ${name}`,
  }));
}
