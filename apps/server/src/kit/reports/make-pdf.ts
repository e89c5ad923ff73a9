import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import pdfmake from 'pdfmake';
import type { DocumentOrder } from './document-order.ts';
import type { ReportHead } from './report-head.ts';
import type { ReportRow } from './report-kind.ts';
import { cellTexts, columnTitle, factsOf } from './cell-texts.ts';
import { REPORT_WORDS } from './report-words.ts';

/** A cell that is longer fills pages. */
const MAX_CELL_LENGTH = 500;
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts/Roboto',
);

pdfmake.setFonts({
  Roboto: {
    normal: join(FONTS, 'Roboto-Regular.ttf'),
    bold: join(FONTS, 'Roboto-Medium.ttf'),
  },
});
// A document is made of texts: nothing in it leads to a file or to the network.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS));

/** Makes a PDF of a report: what it is, its rows with the header on each page, and the number of the page. */
export function makePdf({ head, rows, rowCount }: DocumentOrder): Promise<Buffer> {
  const words = REPORT_WORDS[head.language];
  const facts = factsOf(head, { inFile: rows.length, found: rowCount });
  return pdfmake
    .createPdf({
      info: { title: head.name, author: head.tenant, creator: 'Varve' },
      language: head.language,
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [28, 32, 28, 36],
      defaultStyle: { font: 'Roboto', fontSize: 8 },
      footer: (page: number, pages: number) => ({
        margin: [28, 8, 28, 0],
        columns: [
          { text: `${head.tenant} · ${head.name}` },
          { text: words.page(page, pages), alignment: 'right' },
        ],
      }),
      content: [
        { text: head.title, fontSize: 16, bold: true },
        { text: head.name === head.title ? '' : head.name, margin: [0, 2, 0, 6] },
        {
          layout: 'noBorders',
          margin: [0, 0, 0, 10],
          table: {
            widths: ['auto', '*'],
            body: facts.map(([label, text]) => [{ text: label, bold: true }, { text }]),
          },
        },
        rows.length === 0 ? { text: words.none } : table(head, rows),
      ],
    })
    .getBuffer();
}

function table(head: ReportHead, rows: readonly ReportRow[]): object {
  const { columns } = head;
  const texts = cellTexts(head);
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const header = columns.map((column) => ({
    text: columnTitle(column, head),
    bold: true,
    alignment: column.kind === 'number' ? 'right' : 'left',
  }));
  const body = rows.map((row) =>
    columns.map((column, at) => ({
      text: breakable(texts.cell(column, row[at] ?? null)),
      alignment: column.kind === 'number' ? 'right' : 'left',
    })),
  );
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      // The padding of the columns is not in their widths.
      widths: columns.map(({ width }) => `${((width / whole) * 100).toFixed(2)}%`),
      body: [header, ...body],
    },
  };
}

/** Lets long words break: a line is broken at spaces only. */
function breakable(text: string): string {
  const short = text.length > MAX_CELL_LENGTH ? `${text.slice(0, MAX_CELL_LENGTH)}…` : text;
  return short.replaceAll(/[\p{Cc}]+/gu, ' ').replaceAll(/(\S{18})(?=\S)/gu, '$1\u200B');
}
