import type { DocumentChoice } from '@varve/contract';
import { Form } from '../form/form.tsx';
import type { FormSchema } from '../form/form-schema.ts';
import { TextField } from '../form/text-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Dialog } from '../ui/dialog.tsx';

/** Words about a transition. */
export interface TransitionWords {
  /** Verb and object: "Approve the program". */
  readonly action: string;
  /** Says what follows from it. */
  readonly text: string;
  /** Its field, where it asks for a day: "Day of the spud". */
  readonly day?: string;
}

/** Answers to the dialog; a day that was not asked for is left out. */
export interface GivenMove {
  readonly transition: string;
  readonly reason: string;
  readonly day?: string;
}

interface MoveDialogProps<Output> {
  readonly choice: DocumentChoice;
  readonly words: TransitionWords;
  /** The contract's input. */
  readonly schema: FormSchema<Output>;
  /** Makes the input of what was given. */
  readonly toInput: (given: GivenMove) => unknown;
  readonly onMove: (input: Output) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before a document takes a transition, and for the reason or the day where its life does. */
export function MoveDialog<Output>(props: MoveDialogProps<Output>) {
  const { choice, words, schema, toInput, onMove, onClose } = props;
  const { transition, asks, isFinal } = choice;
  const kit = useWords(kitWords).document;
  const form = useForm({
    schema,
    initial: { reason: '', day: '' },
    toInput: ({ reason, day }) => toInput({ transition, reason, ...(day !== '' && { day }) }),
    say: ({ code }) => (code === 'day_impossible' ? kit.dayImpossible : null),
    onSubmit: async (input) => {
      await onMove(input);
      onClose();
    },
  });
  return (
    <Dialog title={words.action} onClose={onClose}>
      <Form form={form} submit={words.action} final={isFinal} onCancel={onClose} guarded={false}>
        <p>
          {words.text} {isFinal && kit.final}
        </p>
        {asks === 'reason' && <TextField form={form} name="reason" label={kit.reason} rows={3} />}
        {asks === 'day' && (
          <TextField form={form} name="day" type="date" label={words.day ?? words.action} />
        )}
      </Form>
    </Dialog>
  );
}
