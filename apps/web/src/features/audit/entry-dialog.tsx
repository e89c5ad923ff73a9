import { useQuery } from '@tanstack/react-query';
import type { AuditEntryView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog, DialogActions, DialogBody } from '../../kit/ui/dialog.tsx';
import { Diff } from '../../kit/ui/diff.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { auditWords } from './audit-words.ts';
import { useAuditNames } from './use-audit-names.ts';
import { entryFields } from './entry-fields.ts';
import { EntryFacts } from './entry-facts.tsx';

interface EntryDialogProps {
  readonly id: number;
  /** The entry, where the list has it already. */
  readonly listed: AuditEntryView | undefined;
  readonly onClose: () => void;
}

/** One entry of the log, whole. */
export function EntryDialog({ id, listed, onClose }: EntryDialogProps) {
  const words = useWords(auditWords).entry;
  const { integer } = useLanguage().formats.number;
  const query = useQuery({
    ...trpc.audit.list.queryOptions({ id }),
    enabled: listed === undefined,
  });
  return (
    <Dialog title={words.title(integer(id))} className="dialog audit-entry" onClose={onClose}>
      <DialogBody>
        {listed !== undefined ? (
          <Entry entry={listed} />
        ) : (
          <QueryState query={query} failed={words.failed}>
            {({ entries: [entry] }) =>
              entry === undefined ? <p>{words.none}</p> : <Entry entry={entry} />
            }
          </QueryState>
        )}
      </DialogBody>
      <DialogActions>
        <button type="button" className="button" onClick={onClose}>
          {words.close}
        </button>
      </DialogActions>
    </Dialog>
  );
}

const CHANGES: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

function Entry({ entry }: { readonly entry: AuditEntryView }) {
  const words = useWords(auditWords).entry;
  const { actionName, resourceName, fieldName, ownName } = useAuditNames();
  const fields = entryFields(entry).map((row) => ({ ...row, field: fieldName(row.field) }));
  const isChange = CHANGES.has(entry.action);
  return (
    <>
      <p>
        {actionName(entry.action)}: {resourceName(entry.resourceType)}{' '}
        <strong>{ownName(entry)}</strong>
      </p>
      <EntryFacts entry={entry} />
      {fields.length === 0 ? (
        <p className="soft">{words.noFields}</p>
      ) : isChange ? (
        <Diff label={words.changes} rows={fields} />
      ) : (
        <dl className="facts" aria-label={words.details}>
          {fields.map(({ field, after }) => (
            <Detail key={field} name={field} value={after} />
          ))}
        </dl>
      )}
    </>
  );
}

function Detail({ name, value }: { readonly name: string; readonly value: string | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
