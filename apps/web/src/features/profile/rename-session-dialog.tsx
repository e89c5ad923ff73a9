import { renameSessionInput } from '@varve/contract';
import { client } from '../../api/client.ts';
import type { SessionView } from '../../api/contract.ts';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { profileWords } from './profile-words.ts';

interface RenameSessionDialogProps {
  readonly session: SessionView;
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Gives a session a name by which the person knows it; none brings back that of the browser. */
export function RenameSessionDialog({ session, onDone, onClose }: RenameSessionDialogProps) {
  const words = useWords(profileWords).sessions;
  const form = useForm({
    schema: renameSessionInput,
    initial: { name: session.name },
    toInput: (values) => ({ ...values, sessionId: session.id }),
    onSubmit: async (input) => {
      await client.session.rename.mutate(input);
      await onDone();
      onClose();
    },
  });
  return (
    <Dialog title={words.renameTitle} onClose={onClose}>
      <Form form={form} submit={words.saveName} onCancel={onClose} guarded={false}>
        <TextField form={form} name="name" label={words.name} help={words.nameHelp} optional />
      </Form>
    </Dialog>
  );
}
