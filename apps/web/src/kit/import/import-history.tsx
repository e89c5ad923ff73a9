import type { ImportInfo } from '@varve/contract';
import { useState } from 'react';
import { AgeText } from '../clock/age-text.tsx';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Badge } from '../ui/badge.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { refusalOf } from '../ui/refusal.ts';
import { useToast } from '../ui/toast-context.ts';
import { importWords } from './import-words.ts';

interface ImportHistoryProps {
  readonly imports: readonly ImportInfo[];
  readonly more: NonNullable<Parameters<typeof DataTable>[0]['more']>;
  /** Takes the rows of an import back. */
  readonly onUndo: (id: string) => Promise<unknown>;
}

/** Imports that were done before, with a way back. */
export function ImportHistory({ imports, more, onUndo }: ImportHistoryProps) {
  const words = useWords(importWords);
  const { integer } = useLanguage().formats.number;
  const toast = useToast();
  const [asked, setAsked] = useState<ImportInfo | null>(null);
  /** Undoes an import; gives what to say of it. */
  const undo = async (id: string): Promise<string> => {
    try {
      await onUndo(id);
      return words.undoneToast;
    } catch (error) {
      const { issues } = refusalOf(error);
      const dependent = issues.find(({ code }) => code === 'depended_on')?.message;
      if (dependent === undefined) throw error;
      return words.undoRefused(dependent);
    }
  };
  const columns: readonly Column<ImportInfo>[] = [
    { key: 'file', label: words.fileName, cell: ({ fileName }) => fileName },
    { key: 'rows', label: words.rows, isNumber: true, cell: ({ made }) => integer(made) },
    { key: 'by', label: words.by, cell: ({ doneBy }) => doneBy ?? words.someProgram },
    {
      key: 'when',
      label: words.when,
      cell: ({ doneAtMs }) => <AgeText timeMs={doneAtMs} ago />,
    },
  ];
  return (
    <section className="panel" aria-label={words.history}>
      <header className="panel-header">
        <h2>{words.history}</h2>
      </header>
      {imports.length === 0 ? (
        <p className="panel-body soft">{words.historyNone}</p>
      ) : (
        <DataTable
          label={words.history}
          columns={columns}
          rows={imports}
          keyOf={({ id }) => id}
          more={more}
          actionsOf={(one) =>
            one.state === 'undone' ? (
              <Badge kind="void">{words.undone}</Badge>
            ) : (
              <button type="button" className="button button-small" onClick={() => setAsked(one)}>
                {words.undo}
              </button>
            )
          }
        />
      )}
      {asked !== null && (
        <ConfirmDialog
          title={words.undoTitle(asked.fileName)}
          action={words.undo}
          final
          onConfirm={async () => {
            toast({ text: await undo(asked.id) });
          }}
          onClose={() => setAsked(null)}
        >
          <p>{words.undoText(integer(asked.made))}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
