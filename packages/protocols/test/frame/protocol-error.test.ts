import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('every code of an error is documented, and no other', async () => {
  const source = await readFile(
    new URL('../../src/frame/protocol-error.ts', import.meta.url),
    'utf8',
  );
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => code);
  const documented = [...readme.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect(documented).toHaveLength(codes.length);
  expect(new Set(documented)).toEqual(new Set(codes));
});
