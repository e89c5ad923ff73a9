import { useState } from 'react';
import { useWords } from '../kit/i18n/use-words.ts';
import { CopyButton } from '../kit/ui/copy-button.tsx';
import { sessionWords } from './session-words.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** Called when the person has kept them. */
  readonly onDone: () => unknown;
}

/** Shows recovery codes, once, and lets nobody go on who has not said that they are kept. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const words = useWords(sessionWords).factor;
  const [areKept, setKept] = useState(false);
  const text = `${codes.join('\n')}\n`;
  return (
    <section className="factor" aria-label={words.codesTitle}>
      <h2>{words.codesTitle}</h2>
      <p>{words.codesHint}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="button-row">
        <CopyButton text={text} label={words.copy} className="button" />
        <a
          className="button"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="varve-recovery-codes.txt"
        >
          {words.download}
        </a>
        <button type="button" className="button" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={areKept}
          onChange={(event) => {
            setKept(event.target.checked);
          }}
        />
        {words.kept}
      </label>
      <button
        type="button"
        className="button button-primary"
        disabled={!areKept}
        onClick={() => void onDone()}
      >
        {words.done}
      </button>
    </section>
  );
}
