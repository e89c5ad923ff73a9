import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  readonly text: string;
  /** Verb and object: "Copy the link". */
  readonly label: string;
  /** @default 'button button-small' */
  readonly className?: string;
}

/** Copies a text, and says on itself that it did, or that it could not. */
export function CopyButton({ text, label, className = 'button button-small' }: CopyButtonProps) {
  const words = useWords(kitWords).copy;
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        onClick={(event) => {
          const { currentTarget } = event;
          void copyText(text, currentTarget).then((isDone) => setState(isDone ? 'done' : 'failed'));
        }}
      >
        {state === 'idle' ? words.copy : words[state]}
      </button>
      <span className="visually-hidden" role="status">
        {state !== 'idle' && words[state]}
      </span>
    </>
  );
}
