import { readFile } from 'node:fs/promises';

const ROUTE_TREE = new URL('../src/routeTree.gen.ts', import.meta.url);

/** The addresses of a page by what it shows. A route with a parameter needs them; any other has its path for both. */
interface Addresses {
  readonly full: string;
  readonly empty: string;
}

const EXAMPLES: Readonly<Record<string, Addresses>> = {
  '/': { full: '/', empty: '/?q=no-such-tag' },
  '/trend': { full: '/trend?tags=1,2,3,4&range=5m', empty: '/trend' },
};

/** A page to photograph. */
export interface PhotographedPage {
  /** The name of its sheet. */
  readonly name: string;
  readonly addresses: Addresses;
}

/** The pages of the console by the router's own list, and the page of an address that no page has. */
export async function listPages(): Promise<readonly PhotographedPage[]> {
  const tree = await readFile(ROUTE_TREE, 'utf8');
  const union = /^ {2}fullPaths:((?:\s*\|?\s*'[^']*')+)/m.exec(tree)?.[1];
  if (union === undefined) throw new Error(`${ROUTE_TREE.pathname} has no fullPaths`);
  const paths = [...union.matchAll(/'([^']*)'/g)].map(([, path]) => path!);
  return [...paths.toSorted(), '/no/such/page'].map(pageAt);
}

function pageAt(path: string): PhotographedPage {
  const addresses = EXAMPLES[path];
  if (path.includes('$') && addresses === undefined) {
    throw new Error(`the route ${path} has a parameter: add an example of it to list-pages.ts`);
  }
  const name = path === '/' ? 'home' : path.slice(1).replaceAll(/[^\w-]+/g, '-');
  return { name, addresses: addresses ?? { full: path, empty: path } };
}
