import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { displayWords } from './display-words.ts';

/** Ends the session of a screen after a question. */
export function EndDisplay({ display: { id, name } }: { readonly display: SessionView }) {
  const words = useWords(displayWords);
  const queries = useQueryClient();
  const toast = useToast();
  const [isAsked, ask] = useState(false);
  const end = useMutation(trpc.sessions.end.mutationOptions());
  const endAndTell = async (): Promise<void> => {
    await end.mutateAsync({ sessionId: id });
    await queries.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
    toast({ text: words.ended(name) });
  };
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-label={words.endOf(name)}
        onClick={() => ask(true)}
      >
        {words.end}
      </button>
      {isAsked && (
        <ConfirmDialog
          title={words.endTitle(name)}
          action={words.end}
          onConfirm={endAndTell}
          onClose={() => ask(false)}
        >
          <p>{words.endText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
