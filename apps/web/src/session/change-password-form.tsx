import {
  changePasswordInput,
  MIN_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH_WITH_FACTOR,
} from '@varve/contract';
import { client } from '../api/client.ts';
import type { PersonView } from '../api/contract.ts';
import { Form } from '../kit/form/form.tsx';
import { PasswordField } from '../kit/form/password-field.tsx';
import { useForm } from '../kit/form/use-form.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { sessionWords } from './session-words.ts';
import { useWeakWords } from './use-weak-words.ts';

interface ChangePasswordFormProps {
  readonly person: PersonView;
  readonly onDone: () => unknown;
}

const initial = { current: '', password: '' };

/** Changes the person's own password. */
export function ChangePasswordForm({ person, onDone }: ChangePasswordFormProps) {
  const words = useWords(sessionWords).password;
  const least = person.hasFactor ? MIN_PASSWORD_LENGTH_WITH_FACTOR : MIN_PASSWORD_LENGTH;
  const form = useForm({
    schema: changePasswordInput,
    initial,
    onSubmit: async (input) => {
      await client.session.changePassword.mutate(input);
      await onDone();
    },
    say: useWeakWords(),
    place: ({ reason }) =>
      reason === 'CREDENTIALS_WRONG' ? { field: 'current', message: words.wrong } : null,
  });
  return (
    <Form form={form} submit={words.submit} guarded={false}>
      {/* The browser's memory of passwords goes by the user name. */}
      <input hidden name="username" autoComplete="username" value={person.username} readOnly />
      <PasswordField
        form={form}
        name="current"
        label={words.current}
        autoComplete="current-password"
      />
      <PasswordField
        form={form}
        name="password"
        label={words.next}
        help={`${words.rules(String(least))} ${words.others}`}
        autoComplete="new-password"
      />
    </Form>
  );
}
