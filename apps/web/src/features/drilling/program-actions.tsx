import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { moveProgramInput } from '@varve/contract';
import { useState } from 'react';
import type { ProgramDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { DocumentActions } from '../../kit/document/document-actions.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { drillingWords } from './drilling-words.ts';
import { useRefreshPrograms } from './use-refresh-programs.ts';

/** Buttons for all that the person may do with a program. */
export function ProgramActions({ program }: { readonly program: ProgramDetailView }) {
  const words = useWords(drillingWords);
  const may = useMay();
  const toast = useToast();
  const refresh = useRefreshPrograms();
  const move = useMutation({
    ...trpc.drilling.programs.move.mutationOptions(),
    // Also where it came too late: then the page shows what is true now.
    onSettled: refresh,
  });
  return (
    <>
      {program.documentNumber !== null && may('engineering.write') && (
        <CorrectButton programId={program.id} />
      )}
      <DocumentActions
        choices={program.choices}
        words={words.transitions}
        schema={moveProgramInput}
        toInput={(given) => ({
          programId: program.id,
          expectedVersion: program.version,
          ...given,
        })}
        onMove={async (input) => {
          const { name, state } = await move.mutateAsync(input);
          toast({ text: words.movedTo(name, words.states[state]) });
        }}
      />
    </>
  );
}

function CorrectButton({ programId }: { readonly programId: string }) {
  const words = useWords(drillingWords);
  const navigate = useNavigate();
  const refresh = useRefreshPrograms();
  const correct = useMutation(trpc.drilling.programs.correct.mutationOptions());
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {words.correct}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={words.correct}
          action={words.correct}
          onConfirm={async () => {
            const { id } = await correct.mutateAsync({ programId });
            await refresh();
            await navigate({ to: '/drilling/$programId', params: { programId: id } });
          }}
          onClose={() => setAsking(false)}
        >
          <p>{words.correctText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
