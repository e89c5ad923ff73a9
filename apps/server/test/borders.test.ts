import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');
const RULE = 'eslint(no-restricted-imports)';

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
}

const FORBIDDEN = [
  ['packages/contract/src/x.ts', '@varve/db'],
  ['packages/contract/src/x.ts', 'node:fs'],
  ['packages/contract/src/x.ts', 'react'],
  ['packages/contract/src/x.ts', 'zod-other'],
  ['packages/contract/src/x.ts', '../../db/src/index.ts'],
  ['apps/server/src/main/x.ts', '@varve/demo/plant-error'],
  ['apps/server/src/main/configuration/x.ts', '@varve/cli'],
  ['apps/server/src/commands/x.ts', '../main/version.ts'],
  ['apps/server/src/commands/options/x.ts', '../../main/version.ts'],
  ['apps/server/src/http/x.ts', '../main/version.ts'],
  ['apps/server/src/http/x.ts', '../commands/seed-command.ts'],
  ['apps/server/src/http/x.ts', '../features/status/read-health.ts'],
  ['apps/server/src/http/stream/x.ts', '../../features/status/read-health.ts'],
  ['apps/server/src/router.ts', './http/listen.ts'],
  ['apps/server/src/router.ts', './main/version.ts'],
  ['apps/server/src/features/trends/x.ts', '../live/index.ts'],
  ['apps/server/src/features/trends/x.ts', '../live/follow-tags.ts'],
  ['apps/server/src/features/trends/x.ts', '../tags/list-tags.ts'],
  ['apps/server/src/features/trends/x.ts', '../well-tests/index.ts'],
  ['apps/server/src/features/trends/x.ts', '../../router.ts'],
  ['apps/server/src/features/trends/x.ts', '../../main/version.ts'],
  ['apps/server/src/features/trends/x.ts', '../../http/listen.ts'],
  ['apps/server/src/features/trends/x.ts', '@varve/historian'],
  ['apps/server/src/trpc/x.ts', '../features/tags/index.ts'],
  ['apps/server/src/trpc/x.ts', '../router.ts'],
  ['apps/server/src/kit/x.ts', '../features/tags/index.ts'],
  ['apps/server/src/kit/x.ts', '../trpc/procedures.ts'],
  ['apps/server/src/kit/x.ts', '@varve/historian'],
  ['apps/server/src/kit/secrets/x.ts', '../../features/tags/index.ts'],
  ['apps/server/src/kit/secrets/x.ts', '../../trpc/procedures.ts'],
  ['apps/server/src/kit/secrets/x.ts', '@varve/historian'],
  ['apps/demo/src/x.ts', '@varve/server/server-commands'],
  ['apps/demo/src/x.ts', '@varve/cli'],
  ['apps/demo/src/plant/x.ts', '@varve/web'],
  ['apps/cli/src/x.ts', '@varve/web'],
] as const;

const ALLOWED = [
  ['packages/contract/src/x.ts', 'zod'],
  ['packages/contract/src/x.ts', './tags.ts'],
  ['apps/server/src/main/x.ts', '../commands/seed-command.ts'],
  ['apps/server/src/main/configuration/x.ts', '../../kit/server-error.ts'],
  ['apps/server/src/http/x.ts', '../features/status/index.ts'],
  ['apps/server/src/main/x.ts', '@varve/historian'],
  ['apps/server/src/commands/x.ts', './options/print.ts'],
  ['apps/server/src/http/x.ts', '../router.ts'],
  ['apps/server/src/router.ts', './features/tags/index.ts'],
  ['apps/server/src/features/trends/x.ts', './visible-tags.ts'],
  ['apps/server/src/features/trends/x.ts', '../tags/index.ts'],
  ['apps/server/src/features/trends/x.ts', '../../trpc/procedures.ts'],
  ['apps/server/src/features/trends/x.ts', '../../kit/reader.ts'],
  ['apps/server/src/features/trends/x.ts', '@varve/contract'],
  ['apps/server/src/features/trends/x.ts', '@varve/db/schema'],
  ['apps/server/src/trpc/x.ts', '../kit/reader.ts'],
  ['apps/server/src/kit/x.ts', './reader.ts'],
  ['apps/server/src/kit/secrets/x.ts', '../server-error.ts'],
  ['apps/demo/src/x.ts', '@varve/server/start-application'],
  ['apps/cli/src/x.ts', '@varve/demo/demo-command'],
] as const;

describe('the borders of the house', () => {
  let folder: string;
  let refused: ReadonlySet<string>;

  // One run for all, in a folder that has the rules of this checkout and nothing else.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-borders-'));
    await copyFile(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    const importsByFile = Map.groupBy([...FORBIDDEN, ...ALLOWED], ([file]) => file);
    for (const [file, imports] of importsByFile) {
      const lines = imports.map(
        ([, imported], index) => `export type { T${index} } from '${imported}';\n`,
      );
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), lines.join(''));
    }
    refused = await refusedImports(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(FORBIDDEN)('forbid that %s imports %s', (file, imported) => {
    expect(refused).toContain(`${file} ${imported}`);
  });

  test.each(ALLOWED)('allow that %s imports %s', (file, imported) => {
    expect(refused).not.toContain(`${file} ${imported}`);
  });
});

async function refusedImports(folder: string): Promise<ReadonlySet<string>> {
  const linting = promisify(execFile)(process.execPath, [OXLINT, '--format', 'json', '.'], {
    cwd: folder,
    maxBuffer: 10_000_000,
  });
  // oxlint exits with 1 when it finds something, which it should.
  const stdout = await linting.then(
    (done) => done.stdout,
    (error: { stdout: string }) => error.stdout,
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return new Set(
    diagnostics
      .filter(({ code }) => code === RULE)
      .map(({ filename, message }) => `${filename} ${/^'([^']+)'/.exec(message)?.[1]}`),
  );
}
