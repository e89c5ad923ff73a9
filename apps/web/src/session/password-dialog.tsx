import { reauthenticateInput } from '@varve/contract';
import { client } from '../api/client.ts';
import { Form } from '../kit/form/form.tsx';
import { PasswordField } from '../kit/form/password-field.tsx';
import { useForm } from '../kit/form/use-form.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Dialog } from '../kit/ui/dialog.tsx';
import { sessionWords } from './session-words.ts';

const initial = { password: '' };

/** Asks for the password; `onEnd` is told whether it was right or nobody wants to show it. */
export function PasswordDialog({ onEnd }: { readonly onEnd: (isFresh: boolean) => void }) {
  const words = useWords(sessionWords).reauthenticate;
  const form = useForm({
    schema: reauthenticateInput,
    initial,
    onSubmit: async (input) => {
      await client.session.reauthenticate.mutate(input);
      onEnd(true);
    },
    place: ({ reason }) =>
      reason === 'CREDENTIALS_WRONG' ? { field: 'password', message: words.wrong } : null,
  });
  const giveUp = (): void => {
    onEnd(false);
  };
  return (
    <Dialog title={words.title} onClose={giveUp}>
      <Form form={form} submit={words.submit} onCancel={giveUp} guarded={false}>
        <PasswordField
          form={form}
          name="password"
          label={words.password}
          help={words.hint}
          autoComplete="current-password"
        />
      </Form>
    </Dialog>
  );
}
