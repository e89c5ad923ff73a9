import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Manifest } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const KB = 1_000;
const BUILD_MS = 180_000;

let folder: string;
let manifest: Manifest;

beforeAll(async () => {
  // React is another one while tests run.
  vi.stubEnv('NODE_ENV', 'production');
  folder = await mkdtemp(join(tmpdir(), 'varve-sizes-'));
  await build({ root: ROOT, logLevel: 'error', build: { outDir: folder, manifest: true } });
  const text = await readFile(join(folder, '.vite/manifest.json'), 'utf8');
  manifest = JSON.parse(text) as Manifest;
}, BUILD_MS);
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Files that a browser loads before it can draw the page of a route, the worker of live values not counted. */
function filesOf(route: string): { readonly scripts: string[]; readonly styles: string[] } {
  const [entry] = Object.keys(manifest).filter((key) => manifest[key]!.isEntry === true);
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]!.imports ?? []) visit(next);
  };
  visit(entry!);
  visit(`src/routes/${route}.tsx?tsr-split=component`);
  const chunks = [...seen].map((key) => manifest[key]!);
  return {
    scripts: chunks.map(({ file }) => file),
    styles: [...new Set(chunks.flatMap(({ css = [] }) => css))],
  };
}

/** Kilobytes of files as the server sends them, by Brotli. */
async function sentKb(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(folder, `${file}.br`))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / KB;
}

test.each([
  { route: 'index', bar: 150 },
  { route: 'trend', bar: 215 },
  { route: 'status', bar: 150 },
  { route: 'login', bar: 240 },
  { route: 'users', bar: 240 },
  { route: 'users_.$userId', bar: 240 },
  { route: 'roles', bar: 240 },
  { route: 'profile', bar: 240 },
])(
  'the page $route sends at most $bar kB of scripts and 20 kB of styles',
  async ({ route, bar }) => {
    const { scripts, styles } = filesOf(route);
    expect(await sentKb(scripts)).toBeLessThanOrEqual(bar);
    expect(await sentKb(styles)).toBeLessThanOrEqual(20);
  },
);
