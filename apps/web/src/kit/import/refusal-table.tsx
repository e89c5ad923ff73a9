import { MAX_LISTED_REFUSALS, type ImportRefusal } from '@varve/contract';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { importWords } from './import-words.ts';

/** Faults of a file, by line and column. */
export function RefusalTable({ refusals }: { readonly refusals: readonly ImportRefusal[] }) {
  const words = useWords(importWords);
  const { integer } = useLanguage().formats.number;
  const columns: readonly Column<ImportRefusal>[] = [
    { key: 'line', label: words.line, cell: ({ line }) => integer(line) },
    { key: 'column', label: words.column, cell: ({ column }) => column ?? words.wholeLine },
    { key: 'value', label: words.value, cell: ({ value }) => <code>{value}</code> },
    { key: 'fault', label: words.fault, cell: ({ code }) => words.codes[code] },
  ];
  return (
    <div className="import-refusals">
      <DataTable
        label={words.fault}
        columns={columns}
        rows={refusals}
        keyOf={({ line, field, code }) => `${line} ${field} ${code}`}
      />
      {refusals.length === MAX_LISTED_REFUSALS && (
        <p className="note">{words.refusedMore(integer(MAX_LISTED_REFUSALS))}</p>
      )}
    </div>
  );
}
