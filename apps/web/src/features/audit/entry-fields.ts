import type { AuditEntryView } from '../../api/contract.ts';

/** A column of a row before and after a change; null where it had or has no value. */
interface EntryField {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Gives what an entry changed, column by column: of a change those that changed, of a new or a deleted row all that have a value. */
export function entryFields({ before, after, changedColumns }: AuditEntryView): EntryField[] {
  const fieldOf = (field: string): EntryField => ({
    field,
    before: textOf(before?.[field]),
    after: textOf(after?.[field]),
  });
  if (changedColumns.length > 0) return changedColumns.map(fieldOf);
  return Object.keys({ ...before, ...after })
    .toSorted()
    .map(fieldOf)
    .filter((row) => row.before !== null || row.after !== null);
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
