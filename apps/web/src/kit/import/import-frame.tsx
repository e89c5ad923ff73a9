import type { ImportResult, UploadedImport } from '@varve/contract';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { CheckStep } from './check-step.tsx';
import { FileStep } from './file-step.tsx';
import type { ImportLabels, ImportSource } from './import-source.ts';
import { importWords } from './import-words.ts';
import './import.css';

interface ImportFrameProps {
  readonly source: ImportSource;
  readonly labels: ImportLabels;
  /** Called when rows were written. */
  readonly onWritten: () => unknown;
  /** Shows what came of it, beside the counts. */
  readonly result?: (result: ImportResult) => ReactNode;
  /** Shown below the choice of a file. */
  readonly children?: ReactNode;
}

const STEPS = ['file', 'check', 'done'] as const;

/** Imports rows from a file: choose it, say which column is what and look at the verdicts, write. */
export function ImportFrame({ source, labels, onWritten, result, children }: ImportFrameProps) {
  const words = useWords(importWords);
  const { integer } = useLanguage().formats.number;
  const [uploaded, setUploaded] = useState<UploadedImport | null>(null);
  const [written, setWritten] = useState<ImportResult | null>(null);
  const begin = (): void => {
    setUploaded(null);
    setWritten(null);
  };
  const step = written !== null ? 'done' : uploaded !== null ? 'check' : 'file';
  const steps = useFocusOnStep(step);
  return (
    <div className="import">
      <ol ref={steps} className="import-steps" aria-label={words.stepsLabel}>
        {STEPS.map((name) => (
          <li key={name} tabIndex={-1} aria-current={name === step ? 'step' : undefined}>
            {words.steps[name]}
          </li>
        ))}
      </ol>
      {step === 'file' && <FileStep source={source} labels={labels} onRead={setUploaded} />}
      {step === 'file' && children}
      {written === null && uploaded !== null && (
        <CheckStep
          key={uploaded.id}
          source={source}
          labels={labels}
          uploaded={uploaded}
          onOther={begin}
          onWritten={(made) => {
            setWritten(made);
            onWritten();
          }}
        />
      )}
      {written !== null && (
        <section className="panel">
          <header className="panel-header">
            <h2>{words.made(integer(written.made), written.made)}</h2>
          </header>
          <div className="panel-body import-body">
            {written.leftOut > 0 && (
              <p>{words.refused(integer(written.leftOut), written.leftOut)}</p>
            )}
            {result?.(written)}
            <button type="button" className="button" onClick={begin}>
              {words.next}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

/** The button that was pressed goes with its step: the focus goes to the name of the next one. */
function useFocusOnStep(step: string) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    list.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [step]);
  return list;
}
