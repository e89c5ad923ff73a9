import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CsvFileSeries } from '../../src/sink/csv-file-series.ts';
import { CSV_HEADER } from '../../src/sink/encode-csv-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-csv-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (rotateBytes = 1_000): Promise<CsvFileSeries> =>
  CsvFileSeries.open({
    folder,
    pattern: '{sequence}.csv',
    rotateBytes,
    rotateMs: 3_600_000,
    nowUs: () => 0,
    onOld: () => undefined,
  });
const files = async (): Promise<string[]> => (await readdir(folder)).toSorted();
const content = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');

test('a file has its name when it is finished, and a header in front', async () => {
  const series = await open();
  await series.write('a\r\n');
  await series.write('b\r\n');
  expect(await files()).toEqual(['000001.csv.part']);
  expect(await series.finishLarge()).toBe(false);
  await series.finish();
  expect(await files()).toEqual(['000001.csv']);
  expect(await content('000001.csv')).toBe(`${CSV_HEADER}a\r\nb\r\n`);
});

test('a large file is finished, and the next has the next number', async () => {
  const series = await open(CSV_HEADER.length + 3);
  await series.write('a\r\n');
  expect(await series.finishLarge()).toBe(true);
  await series.write('b\r\n');
  expect(await files()).toEqual(['000001.csv', '000002.csv.part']);
  await series.finish();
});

test('what was not synced is taken back, the header too', async () => {
  const series = await open();
  await series.write('lost\r\n');
  await series.revert();
  await series.write('a\r\n');
  await series.sync();
  await series.write('lost again\r\n');
  await series.revert();
  await series.write('b\r\n');
  await series.finish();
  expect(await content('000001.csv')).toBe(`${CSV_HEADER}a\r\nb\r\n`);
});

test('a file that a kill left is cut behind its last whole record, and numbers go on behind it', async () => {
  await writeFile(join(folder, '000007.csv.part'), `${CSV_HEADER}1,"x\r\ny"\r\n2,"torn\r\n`);
  await writeFile(join(folder, 'of-others.csv.part'), 'untouched');
  const series = await open();
  expect(await files()).toEqual(['000007.csv', 'of-others.csv.part']);
  expect(await content('000007.csv')).toBe(`${CSV_HEADER}1,"x\r\ny"\r\n`);
  await series.write('a\r\n');
  await series.finish();
  expect(await files()).toContain('000008.csv');
});

test('a file that a kill left without a record goes away', async () => {
  await writeFile(join(folder, '000001.csv.part'), CSV_HEADER.slice(0, 10));
  await open();
  expect(await files()).toEqual([]);
});

test('a folder that somebody removed is made again', async () => {
  const series = await open();
  await rm(folder, { recursive: true });
  await series.write('a\r\n');
  await series.finish();
  expect(await files()).toEqual(['000001.csv']);
  await mkdir(folder, { recursive: true });
});
