import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url));

describe('db:generate', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'varve-generate-'));
    await cp(MIGRATIONS, join(home, 'migrations'), { recursive: true });
    await cp(join(PACKAGE, 'src/schema'), join(home, 'db/src/schema'), { recursive: true });
    await cp(join(PACKAGE, 'README.md'), join(home, 'db/README.md'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  async function generate(...names: string[]) {
    const child = spawn(
      process.execPath,
      ['-C', '@varve/source', join(PACKAGE, 'scripts/generate.ts'), ...names],
      {
        env: {
          ...process.env,
          VARVE_MIGRATIONS: pathToFileURL(`${home}/migrations/`).href,
          VARVE_DB_PACKAGE: pathToFileURL(`${home}/db/`).href,
        },
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const [code] = await once(child, 'close');
    return { code: code as number, output };
  }

  test('makes the next numbered pair, and leaves the schema as it is', async () => {
    const before = await schemaOf(home);
    const count = await countOf(home);
    const next = `${String(count + 1).padStart(4, '0')}_shift_log`;
    const { code, output } = await generate('shift_log');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`made ${next}.`) });
    const up = await readFile(join(home, `migrations/${next}.up.sql`), 'utf8');
    const down = await readFile(join(home, `migrations/${next}.down.sql`), 'utf8');
    expect(up).toMatch(/^-- .*shift_log/);
    expect(down).toContain(`${next}.up.sql`);
    expect(await schemaOf(home)).toEqual(before);
  }, 180_000);

  test('writes the schema of what was written into the pair, and makes no other pair of that name', async () => {
    const count = await countOf(home);
    const last = `${String(count).padStart(4, '0')}_shift_log`;
    await appendFile(
      join(home, `migrations/${last}.up.sql`),
      "ALTER TABLE wells ADD COLUMN nickname text; COMMENT ON COLUMN wells.nickname IS 'As the crew calls it.';\n",
    );
    await writeFile(join(home, 'db/src/schema/gone.gen.ts'), '');
    expect(await generate('shift_log')).toMatchObject({ code: 0 });
    expect(await countOf(home)).toBe(count);
    const schema = await schemaOf(home);
    expect(schema['wells.gen.ts']).toContain(
      "/** As the crew calls it. */\n  nickname: text('nickname'),",
    );
    expect(Object.keys(schema)).not.toContain('gone.gen.ts');
    expect(await readFile(join(home, 'db/README.md'), 'utf8')).toContain('text nickname');
  }, 180_000);

  test('asks for the area of a table that is in none', async () => {
    const last = `${String(await countOf(home)).padStart(4, '0')}_shift_log`;
    await appendFile(
      join(home, `migrations/${last}.up.sql`),
      'CREATE TABLE shift_log (id integer);\n',
    );
    expect(await generate()).toEqual({
      code: 2,
      output: 'db:generate: shift_log is in no area: list it in packages/db/scripts/areas.ts\n',
    });
  }, 180_000);

  test.each([
    {
      name: 'Shift-Log',
      message: 'expected a name of lower-case words such as shift_log, got "Shift-Log"',
    },
    { name: '../x', message: 'expected a name of lower-case words such as shift_log, got "../x"' },
    { name: 'tenants', message: '0002_tenants is called so already: give another name' },
  ])('refuses the name $name, and makes nothing', async ({ name, message }) => {
    const count = await countOf(home);
    expect(await generate(name)).toEqual({ code: 2, output: `db:generate: ${message}\n` });
    expect(await countOf(home)).toBe(count);
  });
});

test('the root has scripts that generate, migrate, roll back and seed', async () => {
  const root = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(root) as { scripts: Record<string, string> };
  expect(scripts['db:generate']).toMatch(/ packages\/db\/scripts\/generate\.ts$/);
  const program = scripts['varve'];
  expect(scripts).toMatchObject({
    'db:migrate': `${program} migrate`,
    'db:rollback': `${program} rollback`,
    'db:seed:dev': `${program} seed dev`,
    'db:seed:test': `${program} seed test`,
  });
});

async function countOf(home: string): Promise<number> {
  return (await readdir(join(home, 'migrations'))).filter((name) => name.endsWith('.up.sql'))
    .length;
}

async function schemaOf(home: string): Promise<Record<string, string>> {
  const folder = join(home, 'db/src/schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.gen.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
}
