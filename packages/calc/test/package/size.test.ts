import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a module that exports these names: ES modules, minified, gzipped at level 9. Gives bytes. */
async function gzippedSize(names: string): Promise<number> {
  const entry = 'virtual:entry';
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? `export ${names} from '${root}/src/index.ts'` : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  if (!('output' in result)) throw new Error('expected one bundle');
  const code = result.output.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  return gzipSync(code, { level: 9 }).length;
}

describe('the size of the package', () => {
  test('is under 62 kB, whole', async () => {
    expect(await gzippedSize('*')).toBeLessThan(62_000);
  });

  test.each([
    ['vogelRate', 2_000],
    ['standingBubblePoint', 2_200],
    ['minimumCurvatureStep', 2_300],
    ['ctBendingStrain', 1_800],
    ['arpsRate', 2_000],
    ['swingingDoorIndices', 1_700],
    ['isUsable', 200],
    ['pressureTraverse', 9_000],
  ])('is that of one function when only %s is taken', async (name, most) => {
    expect(await gzippedSize(`{ ${name} }`)).toBeLessThan(most);
  });

  test('is that of nothing when nothing is taken: no module has an effect of its own', async () => {
    expect(await gzippedSize('{}')).toBeLessThan(40);
  });
});
