import type { ImportLayout } from '@varve/contract';
import { useWords } from '../i18n/use-words.ts';
import { importWords } from './import-words.ts';
import { LabelledSelect } from './labelled-select.tsx';

interface LayoutFieldsProps {
  readonly layout: ImportLayout;
  readonly onChange: (layout: ImportLayout) => void;
}

const ENCODINGS: Readonly<Record<ImportLayout['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Latin-1 (Windows-1252)',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
};

/** How a file is read: what was found can be chosen otherwise. */
export function LayoutFields({ layout, onChange }: LayoutFieldsProps) {
  const words = useWords(importWords);
  return (
    <div className="panel-body import-fields">
      <LabelledSelect
        label={words.encoding}
        value={layout.encoding}
        options={ENCODINGS}
        onChange={(encoding) => onChange({ ...layout, encoding })}
      />
      <LabelledSelect
        label={words.separator}
        value={layout.separator}
        options={words.separators}
        onChange={(separator) => onChange({ ...layout, separator })}
      />
      <LabelledSelect
        label={words.decimal}
        value={layout.decimal}
        options={words.decimals}
        onChange={(decimal) => onChange({ ...layout, decimal })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={layout.hasHeader}
          onChange={({ target }) => onChange({ ...layout, hasHeader: target.checked })}
        />
        <span>{words.hasHeader}</span>
      </label>
    </div>
  );
}
