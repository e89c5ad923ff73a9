import { readFile } from 'node:fs/promises';
import type { Made } from './fill-server.ts';

const ROUTE_TREE = new URL('../src/routeTree.gen.ts', import.meta.url);

/** The addresses of a page by what it shows. A route with a parameter needs them; any other has its path for both. */
interface Addresses {
  readonly full: string;
  readonly empty: string;
}

const EXAMPLES: Readonly<Record<string, Addresses>> = {
  '/': { full: '/', empty: '/?q=no-such-tag' },
  '/reports/$kind': { full: '/reports/audit', empty: '/reports/audit?actor=no-such-user' },
  '/trend': { full: '/trend?tags=1,2,3,4&range=5m', empty: '/trend' },
  '/audit': { full: '/audit', empty: '/audit?actor=no-such-user' },
  '/sessions': { full: '/sessions', empty: '/sessions?q=no-such-user' },
  '/jobs': { full: '/jobs', empty: '/jobs?state=cancelled' },
  '/notifications/deliveries': {
    full: '/notifications/deliveries',
    empty: '/notifications/deliveries?state=dead',
  },
  '/drilling': { full: '/drilling', empty: '/drilling?q=no-such-program' },
  // Programs and users are made anew with each server: the one of the empty page is nowhere, and the page says so.
  '/drilling/$programId': {
    full: '/drilling/$programId',
    empty: '/drilling/00000000-0000-4000-8000-000000000000',
  },
  '/users': { full: '/users', empty: '/users?q=no-such-user' },
  '/users/$userId': {
    full: '/users/$userId',
    empty: '/users/00000000-0000-4000-8000-000000000000',
  },
};

/** A page to photograph. */
export interface PhotographedPage {
  /** The name of its sheet. */
  readonly name: string;
  readonly addresses: Addresses;
  /** The server that a page for those who are not in yet is photographed at; null for a page of those who are. */
  readonly entrance: 'stranger' | 'due' | 'unset' | null;
  /** Selector of the thing to press when the page is there: it opens the dialog that the sheet is of. */
  readonly pressed: string | null;
}

/** The address of a page among what was made: `/users/$userId` has the id of a user. */
export function addressOf(address: string, made: Made): string {
  return address.replaceAll(/\$(\w+)/g, (parameter, name: string) => {
    const id = made[name as keyof Made];
    if (id === undefined) throw new Error(`nothing was made for ${parameter} of ${address}`);
    return id;
  });
}

const ENTRANCES: Readonly<Record<string, PhotographedPage['entrance']>> = {
  '/display': 'stranger',
  '/enter': 'stranger',
  '/login': 'stranger',
  '/security': 'due',
  '/set-up': 'unset',
};

const FIRST_ACTION = '.page-actions .button';
const PRIMARY_ACTION = '.page-actions .button-primary';

/** Dialogs that have a sheet of their own, by their name: the page with the button that opens them. */
const DIALOGS: Readonly<Record<string, { readonly path: string; readonly pressed: string }>> = {
  'users-new': { path: '/users', pressed: PRIMARY_ACTION },
  'roles-new': { path: '/roles', pressed: FIRST_ACTION },
  'keys-new': { path: '/keys', pressed: PRIMARY_ACTION },
  'displays-pair': { path: '/displays', pressed: PRIMARY_ACTION },
  'identity-new': { path: '/identity', pressed: PRIMARY_ACTION },
  'tenants-new': { path: '/tenants', pressed: PRIMARY_ACTION },
  'drilling-new': { path: '/drilling', pressed: PRIMARY_ACTION },
  'drilling-programId-move': { path: '/drilling/$programId', pressed: FIRST_ACTION },
  'reports-new': { path: '/reports', pressed: PRIMARY_ACTION },
  'notifications-new': { path: '/notifications', pressed: FIRST_ACTION },
  'notifications-rules-new': { path: '/notifications/rules', pressed: FIRST_ACTION },
  'audit-entry': { path: '/audit', pressed: '.row-link' },
};

/** The pages of the console by the router's own list, the page of an address that no page has, and dialogs. */
export async function listPages(): Promise<readonly PhotographedPage[]> {
  const tree = await readFile(ROUTE_TREE, 'utf8');
  const union = /^ {2}fullPaths:((?:\s*\|?\s*'[^']*')+)/m.exec(tree)?.[1];
  if (union === undefined) throw new Error(`${ROUTE_TREE.pathname} has no fullPaths`);
  const paths = [...union.matchAll(/'([^']*)'/g)].map(([, path]) => path!);
  const dialogs = Object.entries(DIALOGS).map(([name, { path, pressed }]) => ({
    ...pageAt(path),
    name,
    pressed,
  }));
  return [...[...paths.toSorted(), '/no/such/page'].map(pageAt), ...dialogs];
}

function pageAt(path: string): PhotographedPage {
  const addresses = EXAMPLES[path];
  if (path.includes('$') && addresses === undefined) {
    throw new Error(`the route ${path} has a parameter: add an example of it to list-pages.ts`);
  }
  const name = path === '/' ? 'home' : path.slice(1).replaceAll(/[^\w-]+/g, '-');
  return {
    name,
    addresses: addresses ?? { full: path, empty: path },
    entrance: ENTRANCES[path] ?? null,
    pressed: null,
  };
}
