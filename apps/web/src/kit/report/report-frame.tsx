import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import './report.css';

/** A report as it is shown: what it covers, and its first rows. */
export interface ShownReport {
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly kind: 'text' | 'number' | 'time';
    readonly unit: string | null;
  }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** There are more rows than these. */
  readonly isCut: boolean;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}

interface NumberedRow {
  readonly at: number;
  readonly cells: ShownReport['rows'][number];
}

/** A report on a page: period and facts, then its table. The page has the parameters above it, and the buttons of its files. */
export function ReportFrame({ report }: { readonly report: ShownReport }) {
  const words = useWords(kitWords).report;
  const { formats } = useLanguage();
  const { dateTime, zoneName } = formats.time;
  const { fromMs, toMs, rows, columns } = report;
  const cellOf = (kind: string, value: string | number | null): ReactNode => {
    if (value === null) return '–';
    if (kind === 'time') return dateTime(value as number);
    return typeof value === 'number' ? formats.number.plain(value) : value;
  };
  const shown: readonly Column<NumberedRow>[] = columns.map(({ key, label, kind, unit }, at) => ({
    key,
    label,
    ...(unit === null ? {} : { unit }),
    isNumber: kind === 'number',
    cell: ({ cells }) => cellOf(kind, cells[at] ?? null),
  }));
  return (
    <>
      <dl className="report-facts">
        <dt>{words.period}</dt>
        <dd>
          {words.span(dateTime(fromMs), dateTime(toMs))} ({zoneName(fromMs)})
        </dd>
        {report.facts.map(({ label, text }) => (
          <div key={label} className="report-fact">
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {report.isCut && <p className="notice">{words.cut(formats.number.integer(rows.length))}</p>}
      {rows.length === 0 ? (
        <EmptyState title={words.none} hint={words.noneHint} />
      ) : (
        <div className="report-table">
          <DataTable
            label={report.title}
            columns={shown}
            rows={rows.map((cells, at) => ({ at, cells }))}
            keyOf={({ at }) => at}
          />
        </div>
      )}
    </>
  );
}
