import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { addressOf, listPages } from '../sheets/list-pages.ts';

const ROUTES = new URL('../src/routes/', import.meta.url);
const MADE = { userId: 'u-1', programId: 'p-1' };

/** The name of the sheet of a file of routes: `users_.$userId.tsx` is `users-userId`. */
function sheetOf(file: string): string {
  const path = file.replace(/\.tsx$/, '').replaceAll('_.', '-');
  return path === 'index' ? 'home' : path.replaceAll(/[^\w-]+/g, '');
}

test('every route has a contact sheet', async () => {
  const files = (await readdir(ROUTES)).filter((file) => !file.startsWith('__'));
  const names = (await listPages()).map(({ name }) => name);
  expect(files.length).toBeGreaterThan(20);
  expect(files.map(sheetOf).filter((name) => !names.includes(name))).toEqual([]);
});

test('an address names what was made, and nothing else', async () => {
  const addresses = (await listPages()).flatMap(({ addresses: { full, empty } }) => [full, empty]);
  for (const address of addresses) expect(addressOf(address, MADE)).not.toContain('$');
  expect(addressOf('/users/$userId', MADE)).toBe('/users/u-1');
  expect(() => addressOf('/wells/$wellId', MADE)).toThrow('nothing was made for $wellId');
});
