import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import type { PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

const FILE = `Usuario;Nombre completo;Correo electrónico;Rol
peñalba;Íñigo Peña;inigo@example.com;viewer
with space;Somebody;;
calc;=cmd|'/c calc'!A1;;wizard
`;

describe('the import of users, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;

  beforeAll(async () => {
    house = await startPeopleConsole();
    ({ server } = house);
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  const choose = (
    page: Page,
    text: string,
    { encoding = 'utf8', name = 'people.csv' }: { encoding?: BufferEncoding; name?: string } = {},
  ) =>
    page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text, encoding),
    });

  test('lists each fault by line and column, makes the rest, and hands out their links', async () => {
    const page = await house.visit('/users/import');
    await choose(page, FILE, { encoding: 'latin1' });
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByText('1 row is right. 2 lines are left out.').waitFor();
    const faults = page.getByRole('table', { name: 'Fault' }).getByRole('row');
    expect((await faults.allInnerTexts()).slice(1).map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['3', 'Usuario', 'with space', 'This does not have the form of its field.'],
      ['4', 'Rol', 'wizard', 'This names something that does not exist.'],
    ]);
    await page.getByLabel('Roles').selectOption({ label: 'none' });
    await page.getByText('2 rows are right. 1 line is left out.').waitFor();
    await page.getByRole('button', { name: 'Make 2 users' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the links' }).click();
    const links = await readFile(await (await download).path(), 'utf8');
    const code = /"peñalba","[^"]*\/enter#([^"]+)"/.exec(links)?.[1];
    const entered = await server.enter('peñalba', code!);
    expect((await entered.api.session.me.query()).username).toBe('peñalba');
  });

  test('says what is wrong with a file that is none, and undoes an import after a question', async () => {
    const page = await house.visit('/users/import', { locale: 'es-ES' });
    await choose(page, 'PK\u0003\u0004');
    await page.getByRole('button', { name: 'Leer el archivo' }).click();
    await page.getByText('Es un libro de cálculo.').waitFor();
    await choose(page, 'usuario\nmarta\n', { name: 'marta.csv' });
    await page.getByRole('button', { name: 'Leer el archivo' }).click();
    await page.getByRole('button', { name: 'Crear 1 usuario' }).click();
    await page.getByRole('button', { name: 'Importar otro archivo' }).click();
    const undo = async (file: string): Promise<void> => {
      const row = page.getByRole('row', { name: file });
      await row.getByRole('button', { name: 'Deshacer importación' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Deshacer importación' }).click();
    };
    await undo('marta.csv');
    await page.getByText('La importación está deshecha').waitFor();
    await undo('people.csv');
    await page.getByText('La importación se queda: algo depende de peñalba.').waitFor();
    const { api } = await server.callerAs('admin');
    expect((await api.users.list.query({ search: 'marta' })).users).toEqual([]);
  });

  test.each([
    ['en-GB', 1280],
    ['es-ES', 375],
  ])('keeps nobody out, in %s, %d pixels wide', async (locale, width) => {
    const page = await house.visit('/users/import', { locale, width });
    await page.locator('input[type=file]').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await choose(page, FILE);
    await page.locator('button[type=submit]').click();
    await page.locator('.import-sample').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await findKeyboardFaults(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });
});
