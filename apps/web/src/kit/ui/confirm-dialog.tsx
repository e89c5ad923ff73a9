import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Dialog, DialogActions, DialogBody } from './dialog.tsx';
import { useRefusalText } from './use-refusal-text.ts';
import type { ConflictWords } from './use-refusal-text.ts';

interface ConfirmDialogProps {
  /** The question: "Delete 3 tags?" */
  readonly title: string;
  /** Verb and object: "Delete 3 tags". */
  readonly action: string;
  /** The way back. @default "Cancel" */
  readonly keep?: string;
  /** There is no way back from it: the button is heavy. @default false */
  readonly final?: boolean;
  /** Words for what may contradict it, by their codes. */
  readonly conflicts?: ConflictWords;
  readonly onConfirm: () => unknown;
  readonly onClose: () => void;
  /** Says what will happen, and who is touched. */
  readonly children: ReactNode;
}

/** Asks before something is done, does it once, and says in place why it was refused. It closes when it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, keep, final = false, conflicts, onConfirm, onClose, children } = props;
  const words = useWords(kitWords);
  const textOf = useRefusalText(conflicts);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setRefused(textOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogBody>
        <div>{children}</div>
        {refused !== null && (
          <p className="notice" role="alert">
            {refused}
          </p>
        )}
      </DialogBody>
      <DialogActions>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {keep ?? words.cancel}
        </button>
        <button
          type="button"
          className={final ? 'button button-final' : 'button button-primary'}
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void confirm();
          }}
        >
          {action}
        </button>
      </DialogActions>
    </Dialog>
  );
}
