import type { DocumentChoice } from '@varve/contract';
import { useState } from 'react';
import type { FormSchema } from '../form/form-schema.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { MoveDialog } from './move-dialog.tsx';
import type { GivenMove, TransitionWords } from './move-dialog.tsx';

interface DocumentActionsProps<Output> {
  /** Transitions that the person has the right to take. */
  readonly choices: readonly DocumentChoice[];
  /** Words of every transition, by its name. */
  readonly words: Readonly<Record<string, TransitionWords>>;
  /** The contract's input. */
  readonly schema: FormSchema<Output>;
  /** Makes the input of what was given. */
  readonly toInput: (given: GivenMove) => unknown;
  readonly onMove: (input: Output) => Promise<unknown>;
}

/** Buttons for what the person may do with a document now; what waits for somebody else says so instead. */
export function DocumentActions<Output>(props: DocumentActionsProps<Output>) {
  const { choices, words, ...asked } = props;
  const kit = useWords(kitWords).document;
  const [asking, setAsking] = useState<DocumentChoice | null>(null);
  const open = choices.filter(({ blockedBy }) => blockedBy === null);
  const main = open.find(({ asks }) => asks !== 'reason');
  const actionOf = ({ transition }: DocumentChoice): string =>
    words[transition]?.action ?? transition;
  return (
    <>
      {choices
        .filter(({ blockedBy }) => blockedBy === 'four_eyes')
        .map((choice) => (
          <span key={choice.transition} className="note">
            {kit.fourEyes(actionOf(choice))}
          </span>
        ))}
      {open.map((choice) => (
        <button
          key={choice.transition}
          type="button"
          className={choice === main ? 'button button-primary' : 'button'}
          onClick={() => setAsking(choice)}
        >
          {actionOf(choice)}
        </button>
      ))}
      {asking !== null && (
        <MoveDialog
          {...asked}
          choice={asking}
          words={words[asking.transition] ?? { action: asking.transition, text: '' }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
