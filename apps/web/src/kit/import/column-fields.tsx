import type { ImportMapping, ImportPreview } from '@varve/contract';
import { useWords } from '../i18n/use-words.ts';
import type { ImportLabels } from './import-source.ts';
import { importWords } from './import-words.ts';
import { LabelledSelect } from './labelled-select.tsx';

interface ColumnFieldsProps {
  readonly preview: ImportPreview;
  readonly mapping: ImportMapping;
  readonly labels: ImportLabels;
  readonly onChange: (mapping: ImportMapping) => void;
}

const NONE = '';

/** Chooses the column of each field. */
export function ColumnFields({ preview, mapping, labels, onChange }: ColumnFieldsProps) {
  const words = useWords(importWords);
  // Keys that look like numbers would come before the empty one.
  const options: Readonly<Record<string, string>> = Object.fromEntries([
    [NONE, words.noColumn],
    ...preview.columns.map((title, index) => [`c${index}`, title] as const),
  ]);
  const choose = (field: string, key: string): void => {
    const { [field]: _, ...others } = mapping;
    onChange(key === NONE ? others : { ...others, [field]: Number(key.slice(1)) });
  };
  return (
    <div className="panel-body import-fields">
      {preview.fields.map(({ name, isRequired }) => (
        <LabelledSelect<string>
          key={name}
          label={
            <>
              {labels.fields[name] ?? name}
              {isRequired && <span className="note"> {words.required}</span>}
            </>
          }
          value={mapping[name] === undefined ? NONE : `c${mapping[name]}`}
          options={options}
          onChange={(key) => choose(name, key)}
        />
      ))}
    </div>
  );
}
