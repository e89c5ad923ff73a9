import { useMutation, useQueryClient } from '@tanstack/react-query';
import { writeShiftEntryInput } from '@varve/contract';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { shiftLogWords } from './shift-log-words.ts';

/** Writes an entry; the list is read anew. */
export function EntryForm() {
  const words = useWords(shiftLogWords);
  const queryClient = useQueryClient();
  const write = useMutation(trpc.shiftLog.write.mutationOptions());
  const form = useForm({
    schema: writeShiftEntryInput,
    initial: { body: '' },
    onSubmit: async (input) => {
      await write.mutateAsync(input);
      form.set('body', '');
      await queryClient.invalidateQueries({ queryKey: trpc.shiftLog.pathKey() });
    },
  });
  return (
    <Form form={form} submit={words.write}>
      <TextField form={form} name="body" label={words.body} rows={3} maxLength={4_000} />
    </Form>
  );
}
