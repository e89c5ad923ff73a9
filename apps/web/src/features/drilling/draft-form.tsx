import { useMutation } from '@tanstack/react-query';
import { updateProgramInput } from '@varve/contract';
import type { ProgramView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { drillingWords } from './drilling-words.ts';
import { ProgramFields } from './program-fields.tsx';
import { contentOf, valuesOf } from './program-values.ts';
import { useRefreshPrograms } from './use-refresh-programs.ts';

/** Changes what a draft says. */
export function DraftForm({ program }: { readonly program: ProgramView }) {
  const words = useWords(drillingWords);
  const toast = useToast();
  const refresh = useRefreshPrograms();
  const update = useMutation(trpc.drilling.programs.update.mutationOptions());
  const form = useForm({
    schema: updateProgramInput,
    initial: valuesOf(program),
    toInput: (values) => ({
      programId: program.id,
      expectedVersion: program.version,
      ...contentOf(values),
    }),
    say: ({ path, code }) =>
      path[0] === 'currency' && code === 'custom' ? words.currencyMissing : null,
    onSubmit: async (input) => {
      await update.mutateAsync(input);
      toast({ text: words.saved });
      await refresh();
    },
  });
  return (
    <div className="panel-body">
      <Form form={form} submit={words.save}>
        <ProgramFields form={form} />
      </Form>
    </div>
  );
}
