import { useMutation } from '@tanstack/react-query';
import type { UploadedImport } from '@varve/contract';
import { useId, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { ImportLabels, ImportSource } from './import-source.ts';
import { importWords } from './import-words.ts';
import { useFileFault } from './use-file-fault.ts';

interface FileStepProps {
  readonly source: ImportSource;
  readonly labels: ImportLabels;
  readonly onRead: (uploaded: UploadedImport) => void;
}

/** Chooses a file and sends it. */
export function FileStep({ source, labels, onRead }: FileStepProps) {
  const words = useWords(importWords);
  const faultOf = useFileFault();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: (chosen: File) => source.upload(chosen),
    onSuccess: onRead,
  });
  const send = (): void => {
    if (file !== null && !upload.isPending) upload.mutate(file);
  };
  return (
    <section className="panel" aria-label={words.steps.file}>
      <form
        className="panel-body import-body"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{labels.fileHint}</p>
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {words.file}
          </label>
          <input
            id={id}
            type="file"
            className="input import-file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            aria-describedby={`${id}-rule`}
            onChange={({ target }) => {
              upload.reset();
              setFile(target.files?.[0] ?? null);
            }}
          />
          <p id={`${id}-rule`} className="note">
            {words.fileRule}
          </p>
        </div>
        {upload.error !== null && (
          <p className="notice" role="alert">
            {faultOf(upload.error)}
          </p>
        )}
        <button
          type="submit"
          className="button button-primary"
          aria-disabled={file === null || upload.isPending}
        >
          {upload.isPending ? words.reading : words.read}
        </button>
      </form>
    </section>
  );
}
