import type { ImportPreview } from '@varve/contract';
import { useWords } from '../i18n/use-words.ts';
import { importWords } from './import-words.ts';

const SHOWN_ROWS = 5;

/** The first rows of a file, as they are read: texts, whatever they look like. */
export function SampleTable({ preview: { columns, sample } }: { readonly preview: ImportPreview }) {
  const words = useWords(importWords);
  return (
    <section className="panel" aria-label={words.sample}>
      <header className="panel-header">
        <h2>{words.sample}</h2>
      </header>
      {/* Within the reach of Tab, so that keys scroll it. */}
      <div className="import-sample" tabIndex={0} role="group" aria-label={words.sample}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((title, index) => (
                <th key={`${index} ${title}`} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, SHOWN_ROWS).map((row, rowIndex) => (
              <tr key={`${rowIndex} ${row.join()}`}>
                {columns.map((title, index) => (
                  <td key={`${index} ${title}`}>{row[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
