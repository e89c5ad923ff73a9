import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFormat, type ReportFormat } from '@varve/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeReport } from '../../../src/kit/reports/make-report.ts';
import type { ReportHead } from '../../../src/kit/reports/report-head.ts';
import { reportPath } from '../../../src/kit/reports/report-path.ts';
import type { ReportRow } from '../../../src/kit/reports/report-kind.ts';
import { needs, openpyxl, pdftotext, PYTHON } from '../../../../../test/requirement.ts';

const run = {
  tenantId: '00000000-0000-4000-8000-000000000001',
  runId: '00000000-0000-4000-8000-000000000002',
};
const head: ReportHead = {
  title: 'Registro de presiones',
  name: 'Turno de noche: pozos [1]',
  tenant: 'Petróleos del Sur',
  language: 'es',
  timeZone: 'Europe/Madrid',
  fromMs: Date.parse('2026-10-24T20:00:00Z'),
  toMs: Date.parse('2026-10-25T05:00:00Z'),
  madeAtMs: Date.parse('2026-10-25T05:01:00Z'),
  madeBy: 'Lucía Restrepo',
  columns: [
    { key: 'time', label: { es: 'Hora', en: 'Time' }, kind: 'time', width: 2 },
    { key: 'well', label: { es: 'Pozo', en: 'Well' }, kind: 'text', width: 2 },
    {
      key: 'pressure',
      label: { es: 'Presión', en: 'Pressure' },
      kind: 'number',
      unit: 'psi',
      width: 1,
    },
    { key: 'outcome', label: { es: 'Resultado', en: 'Outcome' }, kind: 'word', width: 1 },
  ],
  facts: [{ label: 'Selladas', text: '2 de 3' }],
};
const failed = { code: 'failed', texts: { es: 'Fallido', en: 'Failed' } };
const rows: readonly ReportRow[] = [
  // Both are 02:30 by the clock, which goes back between them.
  [Date.parse('2026-10-25T00:30:00Z'), 'Ñandú', 1_234.5, failed],
  [Date.parse('2026-10-25T01:30:00Z'), '=HYPERLINK("http://x.example")', -0.25, failed],
  [Date.parse('2026-10-25T02:30:00Z'), '@cmd\u0001|, "quoted"', null, null],
];

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-reports-'));
});
afterEach(() => rm(directory, { recursive: true }));

const make = (formats: readonly ReportFormat[], given: AsyncIterable<ReportRow>, more = {}) =>
  makeReport({
    directory,
    run,
    formats,
    head,
    content: { facts: [], expectedRows: 3, rows: given },
    signal: new AbortController().signal,
    onRows: () => undefined,
    ...more,
  });
async function* of(given: Iterable<ReportRow>): AsyncGenerator<ReportRow> {
  yield* given;
}
const pathOf = (format: ReportFormat): string => reportPath(directory, { ...run, format });

describe('a PDF', needs(pdftotext), () => {
  const textOf = (...options: string[]): string => {
    const { stdout, status } = spawnSync('pdftotext', [...options, pathOf('pdf'), '-'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    return stdout.replaceAll('\u200B', '').normalize('NFC');
  };

  test('has what it is, its rows in the form of its language, and the number of each page', async () => {
    await make(['pdf'], of(rows));
    const text = textOf('-layout');
    for (const part of [
      'Registro de presiones',
      'Turno de noche: pozos [1]',
      'Petróleos del Sur',
      'Con los permisos de',
      'Lucía Restrepo',
      'Hora (Europe/Madrid)',
      'Presión (psi)',
      'Ñandú',
      'Fallido',
      '1234,5',
      '-0,25',
      'Página 1 de 1',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/2:30:00 CEST[^]*2:30:00 CET/);
  });

  test('repeats its header on each page, and says what it leaves out', async () => {
    const many = Array.from({ length: 2_100 }, (_, at): ReportRow => [
      at * 60_000,
      `Row ${at}`,
      at,
      null,
    ]);
    const { files, rowCount } = await make(['pdf', 'csv'], of(many));
    expect(rowCount).toBe(2_100);
    expect(files.map(({ rows: inFile }) => inFile)).toEqual([2_000, 2_100]);
    const text = textOf();
    const pages = Number(/Página 1 de (\d+)/.exec(text)?.[1]);
    expect(text.match(/Presión \(psi\)/g)).toHaveLength(pages);
    expect(text).toContain('2000 de 2100: este archivo no admite más; el CSV las tiene todas');
    expect(text).toContain('Row 1999');
    expect(text).not.toContain('Row 2000');
  });

  test('without rows says so', async () => {
    await make(['pdf'], of([]));
    expect(textOf()).toContain('No hay nada en este período.');
  });
});

describe('a workbook', needs(openpyxl), () => {
  const READ = `
import json, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
print(json.dumps([{'name': s.title, 'frozen': s.freeze_panes, 'cells': [[[c.data_type, str(c.value)] for c in row] for row in s.iter_rows()]} for s in book]))`;
  interface Sheet {
    readonly name: string;
    readonly frozen: string | null;
    readonly cells: readonly (readonly (readonly [string, string])[])[];
  }
  const sheets = (): readonly Sheet[] => {
    const read = spawnSync(PYTHON, ['-c', READ, pathOf('xlsx')], { encoding: 'utf8' });
    expect(read.status).toBe(0);
    return JSON.parse(read.stdout) as readonly Sheet[];
  };

  test('has numbers as numbers, times as dates of its clock, and texts as texts, whatever they begin with', async () => {
    await make(['xlsx'], of(rows));
    const [data, about] = sheets();
    expect(data).toMatchObject({ name: 'Registro de presiones', frozen: 'A2' });
    expect(data!.cells).toEqual([
      [
        ['s', 'Hora (Europe/Madrid)'],
        ['s', 'Pozo'],
        ['s', 'Presión (psi)'],
        ['s', 'Resultado'],
      ],
      [
        ['d', '2026-10-25 02:30:00'],
        ['s', 'Ñandú'],
        ['n', '1234.5'],
        ['s', 'Fallido'],
      ],
      [
        ['d', '2026-10-25 02:30:00'],
        ['s', '=HYPERLINK("http://x.example")'],
        ['n', '-0.25'],
        ['s', 'Fallido'],
      ],
      [
        ['d', '2026-10-25 03:30:00'],
        ['s', '@cmd?|, "quoted"'],
        ['n', 'None'],
        ['n', 'None'],
      ],
    ]);
    expect(about!.name).toBe('Acerca de');
    expect(about!.cells.map(([label, text]) => [label![1], text![1]])).toContainEqual([
      'Selladas',
      '2 de 3',
    ]);
  });
});

describe('a file of CSV', () => {
  test('has times with their distance from UTC, words by their codes, and texts that no spreadsheet runs', async () => {
    await make(['csv'], of(rows));
    expect(await readFile(pathOf('csv'), 'utf8')).toBe(
      [
        '\uFEFF"Hora (Europe/Madrid)","Pozo","Presión (psi)","Resultado"',
        '"2026-10-25T02:30:00.000+02:00","Ñandú","1234.5","failed"',
        `"2026-10-25T02:30:00.000+01:00","'=HYPERLINK(""http://x.example"")","-0.25","failed"`,
        `"2026-10-25T03:30:00.000+01:00","'@cmd\u0001|, ""quoted""",,`,
        '',
      ].join('\r\n'),
    );
  });
});

describe('files of a report', () => {
  const left = (): Promise<string[]> => readdir(join(directory, 'reports', run.tenantId));

  test('are not there where reading fails, is cut off, or never ends', async () => {
    async function* failing(): AsyncGenerator<ReportRow> {
      yield* rows;
      throw new Error('the database is away');
    }
    await expect(make(['csv', 'pdf'], failing())).rejects.toThrow('the database is away');
    const signal = AbortSignal.abort(new Error('the job was cancelled'));
    await expect(make(['csv'], of(rows), { signal })).rejects.toThrow('the job was cancelled');
    function* endless(): Generator<ReportRow> {
      for (;;) yield rows[0]!;
    }
    await expect(make(['csv'], of(endless()))).rejects.toThrow(
      'it has more than 100000 rows: ask for a shorter period, or filter more',
    );
    expect(await left()).toEqual([]);
  });

  test('of another attempt are replaced, and belong to nobody else on the machine', async () => {
    await make(reportFormat.options, of([]));
    await make(reportFormat.options, of(rows));
    expect((await left()).toSorted()).toEqual(
      ['csv', 'pdf', 'xlsx'].map((format) => `${run.runId}.${format}`),
    );
    expect(await readFile(pathOf('csv'), 'utf8')).toContain('Ñandú');
  });

  test('have no names but ids', () => {
    for (const runId of ['../../x', '', 'a'.repeat(36)])
      expect(() => reportPath(directory, { ...run, runId, format: 'csv' })).toThrow(TypeError);
    expect(() => reportPath(directory, { ...run, format: 'exe' as ReportFormat })).toThrow(
      /Invalid/,
    );
  });
});
