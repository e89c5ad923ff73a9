import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerError } from '../kit/server-error.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../../web/', import.meta.url));

/**
 * Finds the built console, and builds it in a checkout where it is missing or older than its sources.
 *
 * @param report - called with a line of progress
 */
export async function consoleFolder(report: (line: string) => void): Promise<string | undefined> {
  const built = join(WEB_FOLDER, 'dist');
  if (await isStale(join(built, 'index.html'))) {
    report('building the console');
    await build();
  }
  return built;
}

async function isStale(index: string): Promise<boolean> {
  if (!existsSync(index)) return true;
  const builtAt = (await stat(index)).mtimeMs;
  const sources = await readdir(join(WEB_FOLDER, 'src'), { recursive: true });
  const files = [
    ...sources.map((file) => join('src', file)),
    'index.html',
    'vite.config.ts',
    'precompress.ts',
  ];
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(WEB_FOLDER, file))).mtimeMs),
  );
  return times.some((time) => time > builtAt);
}

async function build(): Promise<void> {
  const vite = join(WEB_FOLDER, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: WEB_FOLDER,
    // Standard output belongs to the command that wants the console.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new ServerError('CONSOLE_NOT_BUILT', `building the console failed (${code}): ${output}`);
}
