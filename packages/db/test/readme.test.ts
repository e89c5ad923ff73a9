import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the README documents every error code, and no other', async () => {
  const source = await readFile(new URL('../src/database-error.ts', import.meta.url), 'utf8');
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code!);
  const [, table] = /## Errors([\s\S]*?)\n## /.exec(readme)!;
  const documented = [...table!.matchAll(/`([A-Z_]{6,})`/g)].map(([, code]) => code!);
  expect(documented.toSorted()).toEqual(codes.toSorted());
});
