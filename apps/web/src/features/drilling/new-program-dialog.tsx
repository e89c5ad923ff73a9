import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createProgramInput } from '@varve/contract';
import type { WellChoices } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog, DialogBody } from '../../kit/ui/dialog.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { drillingWords } from './drilling-words.ts';
import { ProgramFields } from './program-fields.tsx';
import { contentOf, NEW_PROGRAM } from './program-values.ts';
import { useRefreshPrograms } from './use-refresh-programs.ts';

/** Makes a draft for a well, and leads to it. */
export function NewProgramDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(drillingWords);
  const wells = useQuery(trpc.drilling.wells.queryOptions());
  return (
    <Dialog title={words.create} onClose={onClose}>
      {wells.data === undefined || wells.data.wells.length === 0 ? (
        <DialogBody>
          <QueryState query={wells} failed={words.wellsFailed}>
            {() => <p>{words.noWells}</p>}
          </QueryState>
        </DialogBody>
      ) : (
        <NewProgramForm choices={wells.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

function NewProgramForm(props: { readonly choices: WellChoices; readonly onClose: () => void }) {
  const { choices, onClose } = props;
  const words = useWords(drillingWords);
  const toast = useToast();
  const navigate = useNavigate();
  const refresh = useRefreshPrograms();
  const create = useMutation(trpc.drilling.programs.create.mutationOptions());
  const form = useForm({
    schema: createProgramInput,
    initial: NEW_PROGRAM,
    toInput: (values) => ({ wellId: values.wellId, ...contentOf(values) }),
    say: ({ path, code }) => {
      if (path[0] === 'wellId') return words.chooseWell;
      return path[0] === 'currency' && code === 'custom' ? words.currencyMissing : null;
    },
    onSubmit: async (input) => {
      const { id } = await create.mutateAsync(input);
      toast({ text: words.made });
      await refresh();
      onClose();
      await navigate({ to: '/drilling/$programId', params: { programId: id } });
    },
  });
  return (
    <Form form={form} submit={words.create} onCancel={onClose}>
      <SelectField
        form={form}
        name="wellId"
        label={words.well}
        {...(choices.isCut && { help: words.wellsCut })}
        options={[
          { value: '', label: words.chooseWell },
          ...choices.wells.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <ProgramFields form={form} />
    </Form>
  );
}
