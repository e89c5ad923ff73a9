import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LIST_LINES } from './list-lines.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = join(import.meta.dirname, 'files');
const SOURCES = ['packages', 'apps', 'migrations', 'test', 'docs'];
const LEFT_OUT = new Set(['dist', '.varve', '.cache', '.vite']);

/** A copy of the sources of the repository to which an area was added. */
export interface CopiedRepository extends AsyncDisposable {
  readonly folder: string;
}

/** Copies the sources, and adds the area `shift-log` as CONTRIBUTING.md says: its files, its migration, its lines in lists. */
export async function copyRepositoryWithArea(): Promise<CopiedRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'varve-area-'));
  await using started = new AsyncDisposableStack();
  started.defer(() => rm(folder, { recursive: true, force: true }));
  for (const name of SOURCES) await copyTree(join(ROOT, name), join(folder, name));
  for (const name of await readdir(ROOT))
    if (name.endsWith('.json')) await cp(join(ROOT, name), join(folder, name));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['apps', 'packages']) await copyTree(join(FILES, name), join(folder, name));
  await addMigration(folder);
  for (const { file, after, line } of LIST_LINES) await addLine(join(folder, file), after, line);
  const running = started.move();
  return { folder, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Workspace packages are linked by relative links: those of the copy lead into the copy. */
function copyTree(from: string, to: string): Promise<void> {
  return cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !LEFT_OUT.has(basename(source)),
  });
}

async function addMigration(folder: string): Promise<void> {
  const taken = (await readdir(join(folder, 'migrations'))).flatMap((name) =>
    name.endsWith('.up.sql') ? Number(name.slice(0, 4)) : [],
  );
  const number = String(Math.max(...taken) + 1).padStart(4, '0');
  for (const way of ['up', 'down'])
    await cp(
      join(FILES, `migrations/shift_log.${way}.sql`),
      join(folder, `migrations/${number}_shift_log.${way}.sql`),
    );
}

async function addLine(path: string, after: string | undefined, line: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (after === undefined) {
    await writeFile(path, line + text);
    return;
  }
  const parts = text.split(after);
  if (parts.length !== 2)
    throw new Error(`expected once in ${path}, found ${parts.length - 1} times: ${after}`);
  await writeFile(path, parts.join(after + line));
}
