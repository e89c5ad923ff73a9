import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import './diff.css';

/** A field before and after a change; null where it had or has no value. */
interface DiffRow {
  readonly field: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Who or what is touched by it. */
  readonly note?: ReactNode;
}

interface DiffProps {
  readonly label: string;
  readonly rows: readonly DiffRow[];
}

/** A change in words, field by field: before it is saved, or as the audit keeps it. */
export function Diff({ label, rows }: DiffProps) {
  const words = useWords(kitWords).diff;
  return (
    <table className="table diff" data-density="compact" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, before, after, note }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{before === null ? <span className="soft">–</span> : <del>{before}</del>}</td>
            <td>
              {after === null ? <span className="soft">–</span> : <ins>{after}</ins>}
              {note !== undefined && <div className="soft">{note}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
