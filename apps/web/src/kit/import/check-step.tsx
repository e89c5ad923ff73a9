import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ImportMapping, ImportPreview, ImportResult, UploadedImport } from '@varve/contract';
import { useState } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { QueryState } from '../ui/query-state.tsx';
import { ColumnFields } from './column-fields.tsx';
import type { ImportLabels, ImportSource } from './import-source.ts';
import { importWords } from './import-words.ts';
import { LayoutFields } from './layout-fields.tsx';
import { RefusalTable } from './refusal-table.tsx';
import { SampleTable } from './sample-table.tsx';
import { useFileFault } from './use-file-fault.ts';

interface CheckStepProps {
  readonly source: ImportSource;
  readonly labels: ImportLabels;
  readonly uploaded: UploadedImport;
  readonly onOther: () => void;
  readonly onWritten: (result: ImportResult) => void;
}

/** Says how the file is read and which column is what, shows every fault, and writes. */
export function CheckStep({ source, labels, uploaded, onOther, onWritten }: CheckStepProps) {
  const words = useWords(importWords);
  const [layout, setLayout] = useState(uploaded.layout);
  const [chosen, setChosen] = useState<ImportMapping>();
  const input = { id: uploaded.id, layout, ...(chosen && { mapping: chosen }) };
  const preview = useQuery({
    queryKey: ['import', source.kind, input],
    queryFn: ({ signal }) => source.preview(input, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryState query={preview} failed={words.checkFailed}>
      {(checked) => (
        <>
          <section className="panel" aria-label={words.layout}>
            <header className="panel-header">
              <h2>{words.layout}</h2>
            </header>
            <LayoutFields
              layout={layout}
              onChange={(changed) => {
                setLayout(changed);
                setChosen(undefined);
              }}
            />
          </section>
          <section className="panel" aria-label={words.columns}>
            <header className="panel-header">
              <h2>{words.columns}</h2>
            </header>
            <ColumnFields
              preview={checked}
              mapping={chosen ?? checked.mapping}
              labels={labels}
              onChange={setChosen}
            />
          </section>
          <SampleTable preview={checked} />
          <Findings
            source={source}
            labels={labels}
            isOld={preview.isPlaceholderData}
            preview={checked}
            write={() =>
              source.write({
                id: uploaded.id,
                layout,
                mapping: checked.mapping,
                acceptedCount: checked.acceptedCount,
              })
            }
            onChanged={() => void preview.refetch()}
            onOther={onOther}
            onWritten={onWritten}
          />
        </>
      )}
    </QueryState>
  );
}

interface FindingsProps extends Omit<CheckStepProps, 'uploaded'> {
  readonly preview: ImportPreview;
  /** The verdicts are of a choice before the last one. */
  readonly isOld: boolean;
  readonly write: () => Promise<ImportResult>;
  readonly onChanged: () => void;
}

function Findings(props: FindingsProps) {
  const { preview, labels, isOld, onOther, onWritten, onChanged } = props;
  const words = useWords(importWords);
  const { integer } = useLanguage().formats.number;
  const faultOf = useFileFault();
  const write = useMutation({
    mutationFn: props.write,
    onSuccess: onWritten,
    // Other rows would be written by now: the verdicts are read again.
    onError: onChanged,
  });
  const { acceptedCount, refusedCount, refusals } = preview;
  const isReady = acceptedCount > 0 && !isOld && !write.isPending;
  return (
    <section className="panel" aria-label={words.checked}>
      <header className="panel-header">
        <h2>{words.checked}</h2>
      </header>
      <div className="panel-body import-body" aria-busy={isOld}>
        <p aria-live="polite">
          {words.accepted(integer(acceptedCount), acceptedCount)}
          {refusedCount > 0 && ` ${words.refused(integer(refusedCount), refusedCount)}`}
        </p>
        {acceptedCount === 0 && <p>{words.nothing}</p>}
        {write.error !== null && (
          <p className="notice" role="alert">
            {faultOf(write.error)}
          </p>
        )}
        <div className="button-row">
          <button type="button" className="button button-quiet" onClick={onOther}>
            {words.other}
          </button>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={!isReady}
            onClick={() => {
              if (isReady) write.mutate();
            }}
          >
            {labels.write(integer(acceptedCount), acceptedCount)}
          </button>
        </div>
        {refusals.length > 0 && <RefusalTable refusals={refusals} />}
      </div>
    </section>
  );
}
