import { CopyButton } from './copy-button.tsx';

interface ShownOnceProps {
  readonly text: string;
  /** Names the text: "Link for one use". */
  readonly label: string;
  /** Names the button: "Copy the link". */
  readonly copyLabel: string;
}

/** A text that nobody can read again, to be taken along whole. */
export function ShownOnce({ text, label, copyLabel }: ShownOnceProps) {
  return (
    <div className="shown-once">
      <input
        className="input"
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={text} label={copyLabel} className="button button-primary" />
    </div>
  );
}
