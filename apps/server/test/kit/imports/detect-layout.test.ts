import { describe, expect, test } from 'vitest';
import { detectLayout } from '../../../src/kit/imports/detect-layout.ts';
import { parseLocalNumber } from '../../../src/kit/imports/parse-local-number.ts';
import { readRecords, type FileRecord } from '../../../src/kit/imports/read-records.ts';
import { suggestMapping } from '../../../src/kit/imports/suggest-mapping.ts';

const SPANISH = 'usuario;nombre;presión\r\npeña;Íñigo Peña;1.234,5\r\nana;Ana;7,25\r\n';

/** UTF-16 with the high byte first. */
function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

async function recordsOf(bytes: Uint8Array): Promise<FileRecord[]> {
  const layout = await detectLayout(bytes);
  const records: FileRecord[] = [];
  for await (const record of readRecords(bytes, layout)) records.push(record);
  return records;
}

const codeOf = (bytes: Uint8Array): Promise<unknown> =>
  recordsOf(bytes).then(
    () => 'read',
    (error: unknown) => (error as { issues: { code: string }[] }).issues[0]!.code,
  );

describe('the layout of a file', () => {
  test.each([
    ['utf-8', Buffer.from(SPANISH)],
    ['utf-8', Buffer.from(`\uFEFF${SPANISH}`)],
    ['windows-1252', Buffer.from(SPANISH, 'latin1')],
    ['utf-16le', Buffer.from(`\uFEFF${SPANISH}`, 'utf16le')],
    ['utf-16le', Buffer.from(SPANISH, 'utf16le')],
    ['utf-16be', bigEndian(`\uFEFF${SPANISH}`)],
    ['utf-16be', bigEndian(SPANISH)],
  ])('is found in %s, and every letter is read as it was written', async (encoding, bytes) => {
    expect(await detectLayout(bytes)).toEqual({
      encoding,
      separator: ';',
      decimal: ',',
      hasHeader: true,
    });
    expect((await recordsOf(bytes)).map(({ cells }) => cells)).toEqual([
      ['usuario', 'nombre', 'presión'],
      ['peña', 'Íñigo Peña', '1.234,5'],
      ['ana', 'Ana', '7,25'],
    ]);
  });

  test.each([
    ['a,b\n1.5,2\n', { separator: ',', decimal: '.', hasHeader: true }],
    ['a\tb\n1,5\t2\n', { separator: '\t', decimal: ',', hasHeader: true }],
    ['name|"x;y;z"\nana|"p;q;r"\n', { separator: '|', hasHeader: true }],
    ['ana,ana@example.com\nben,ben@example.com\n', { separator: ',', hasHeader: false }],
    ['name\nana\n', { hasHeader: true }],
    ['a,a\nx,y\n', { hasHeader: false }],
    ['-,/\nx,y\n', { hasHeader: true }],
    ['2026-01-31 10:00,1.5\n2026-01-31 10:01,2.5\n', { hasHeader: false }],
  ])('of %j is %j', async (text, layout) => {
    expect(await detectLayout(Buffer.from(text))).toMatchObject(layout);
  });
});

test('only the first 200 characters of a cell say what it is, whatever a patient pattern would find behind', async () => {
  const titles = `${'x'.repeat(200)}@,${'1'.repeat(65_000)}x`;
  expect(await detectLayout(Buffer.from(`${titles}\na,b\n`))).toMatchObject({ hasHeader: false });
  const [words] = titles.split(',');
  expect(await detectLayout(Buffer.from(`${words}\na\n`))).toMatchObject({ hasHeader: true });
  const long = `a;b\n${'1'.repeat(300)},5;2\n`;
  expect(await detectLayout(Buffer.from(long))).toMatchObject({ separator: ';', decimal: '.' });
});

describe('a file', () => {
  test('tells the line that a record begins in, also after cells of several lines and empty lines', async () => {
    const text = 'name,note\r\nana,"two\r\nlines"\r\n\r\nben,"say ""hi"""\r\n';
    expect(await recordsOf(Buffer.from(text))).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['ana', 'two\nlines'] },
      { line: 5, cells: ['ben', 'say "hi"'] },
    ]);
  });

  test.each([
    ['file_empty', Buffer.alloc(0)],
    ['file_is_workbook', Buffer.from('PK\u0003\u0004 and so on')],
    ['file_not_text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1])],
    ['file_broken', Buffer.from('name,note\nana,"never closed\n')],
    ['too_many_columns', Buffer.from(`${'x,'.repeat(300)}\n`)],
    ['too_many_rows', Buffer.from('x\n'.repeat(100_002))],
  ])('is refused as %s', async (code, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  test('may have as many rows as the limit says, besides its titles', async () => {
    expect(await codeOf(Buffer.from('x\n'.repeat(100_001)))).toBe('read');
  });
});

describe('a number', () => {
  test.each([
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['-0,25', ',', -0.25],
    ['1,234.5', '.', 1234.5],
    ['12', ',', 12],
    ['1e3', '.', 1000],
    ['1.5', ',', null],
    ['1,2,3', ',', null],
    ['=1+1', '.', null],
    ['1e999', '.', null],
    ['NaN', '.', null],
    ['12 m', '.', null],
    ['1'.repeat(401), '.', null],
  ] as const)('%j with the decimal sign %j is %j', (text, decimal, value) => {
    expect(parseLocalNumber(text, decimal)).toBe(value);
  });
});

describe('a mapping', () => {
  const field = (name: string, titles: string[]) =>
    ({ name, type: 'text', isRequired: false, titles }) as const;
  const fields = [field('email', ['correo electronico', 'email']), field('name', ['nombre'])];

  test('is suggested by titles, whatever their accents and signs', () => {
    expect(suggestMapping(fields, ['NOMBRE:', 'Correo electrónico'], {})).toEqual({
      email: 1,
      name: 0,
    });
  });

  test('takes what was chosen last first, and no column twice', () => {
    const columns = ['email', 'nombre', 'mail 2'];
    expect(suggestMapping(fields, columns, { email: 'mail 2' })).toEqual({ email: 2, name: 1 });
    expect(suggestMapping(fields, columns, { name: 'email' })).toEqual({ name: 0 });
    expect(suggestMapping(fields, ['1', '2'], {})).toEqual({});
  });
});
