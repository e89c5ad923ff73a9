import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createHistorian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from './support/test-database.ts';

const execute = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');

/** First cells of the rows of the tables under a heading, without their backticks. */
function documented(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return Array.from(section.matchAll(/^\| `([^`]+)`/gm), ([, name]) => name!);
}

/** Matches of a pattern in a source file. */
async function declared(file: string, pattern: RegExp): Promise<string[]> {
  const text = await readFile(join(PACKAGE, 'src', file), 'utf8');
  return Array.from(text.matchAll(pattern), ([, name]) => name!);
}

const examples = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code!);

describe.each([
  { example: 'the example of the README', code: examples[0]!, printed: 2 },
  { example: 'the example of records', code: examples[1]!, printed: 1 },
])('$example', ({ code, printed }) => {
  let project: string;
  let folder: string;

  beforeAll(async () => {
    // Inside the package, so that its imports are found.
    project = await mkdtemp(join(PACKAGE, 'test', '.readme-'));
    folder = await temporaryFolder();
    await writeFile(join(project, 'example.ts'), code);
    const extended = { extends: '../../../../tsconfig.base.json', files: ['example.ts'] };
    const config = { ...extended, compilerOptions: { noEmit: true } };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
  });
  afterAll(async () => {
    await rm(project, { recursive: true });
    await removeFolder(join(folder, 'varve-data'));
    await removeFolder(folder);
  });

  test('compiles', async () => {
    const compiler = join(PACKAGE, '../../node_modules/.bin/tsc');
    const compiled = await execute(compiler, ['-p', project]).catch(
      (error: { stdout: string }) => error,
    );
    expect(compiled.stdout).toBe('');
  });

  test('runs, and prints what it says', async () => {
    const program = ['-C', '@varve/source', join(project, 'example.ts')];
    const { stdout } = await execute(process.execPath, program, { cwd: folder });
    const comments = Array.from(
      code.matchAll(/\/\/ ((?:live|stored|records) .*)/g),
      ([, line]) => line!,
    );
    expect(comments).toHaveLength(printed);
    expect(stdout).toBe(`${comments.join('\n')}\n`);
  });
});

describe('the worked example of the filters', () => {
  let server: TestServer;
  let folder: string;

  beforeAll(async () => {
    server = await startTestServer();
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await removeFolder(folder);
  });

  test('stores the values that it says', async () => {
    const values = Array.from(readme.matchAll(/^\| \d +\| (\d+\.\d) /gm), ([, value]) =>
      Number(value),
    );
    expect(values).toHaveLength(8);
    const historian = await createHistorian({
      database: server.connectionString,
      directory: folder,
      sources: [
        {
          name: 'one',
          protocol: 'program',
          tags: [{ name: 'one/a', filter: { excDev: 0.5, compDev: 1 } }],
        },
      ],
    });
    const batch = createSampleBatch(values.length);
    for (const [second, value] of values.entries()) {
      appendSample(batch, 0, 1_790_000_000_000_000 + second * 1e6, value, StatusCode.good);
    }
    await historian.write(batch);
    await historian.stop();
    const rows = await server.query<{ value: number }>(
      'SELECT value FROM timeseries.samples ORDER BY time',
    );
    expect(rows.map(({ value }) => value)).toEqual([20, 23.1, 18]);
  });
});

describe('the README', () => {
  test('tells every error code, and no other', async () => {
    const codes = await declared('historian-error.ts', /^ {2}\| '(\w+)'/gm);
    expect(codes).toContain('TAG_UNKNOWN');
    expect(documented('Errors').toSorted()).toEqual(codes.toSorted());
  });

  test('tells every kind of event, and no other', async () => {
    const kinds = await declared('historian-event.ts', /readonly kind: '([\w-]+)'/g);
    expect(kinds).toContain('store-failed');
    expect(documented('Events').toSorted()).toEqual(kinds.toSorted());
  });

  test('tells every option', async () => {
    const text = await readFile(join(PACKAGE, 'src/historian.ts'), 'utf8');
    const body = /interface HistorianOptions \{\n(.*?)\n\}/s.exec(text)![1]!;
    const options = Array.from(body.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name]) => name!);
    expect(options).toContain('futureLimitMs');
    const told = documented('Options').map((name) => name.split('.')[0]!);
    expect([...new Set(told)].toSorted()).toEqual(options.toSorted());
  });
});
