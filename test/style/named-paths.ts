import type { Finding, Rule } from './rule.ts';
import { lineAt, repositoryPaths, sourceFiles } from './source-file.ts';

/** Documents that lead through the repository. */
const GUIDES = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'docs/field-cases.md'];

// A file or, with a slash at its end, a folder; written in code font.
const NAMED = /`((?:[\w@.-]+\/)+|(?:[\w@.-]+\/)*[\w.-]+\.(?:tsx?|sql|md|ya?ml))`/g;
// The area that CONTRIBUTING makes up, and what Varve makes on a user's machine.
const MADE_UP = /shift-log|^words\.|^(?:link|nav)\.ts$|^index\.ts$|^\.varve|^\/|^[\w-]+\.ya?ml$/;

/** A guide that names a file leads to it. */
export const NAMED_PATHS: Rule = {
  name: 'named-paths',
  title: 'a file or folder that a guide names is there',
  wayOut: 'write its new name',
  find: () => {
    const paths = repositoryPaths().map((path) => `/${path}`);
    return sourceFiles('.md')
      .filter(({ path }) => GUIDES.includes(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(NAMED)].flatMap(({ 1: name, index }): Finding[] => {
          if (MADE_UP.test(name!) || isThere(name!, paths)) return [];
          return [{ path, detail: `${lineAt(text, index)}: ${name}` }];
        }),
      );
  },
};

/** Whether a path ends with the name, or has the folder. `db/sql/x.test.ts` stands for the test of a package or application. */
function isThere(name: string, paths: readonly string[]): boolean {
  if (name.endsWith('/')) return paths.some((path) => path.includes(`/${name}`));
  const ofPackage = name.replace(/^([\w-]+)\//, '/$1/test/');
  return paths.some((path) => path.endsWith(`/${name}`) || path.endsWith(ofPackage));
}
