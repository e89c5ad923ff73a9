import { MIN_PASSWORD_LENGTH, setUpInput } from '@varve/contract';
import { askEntrance } from '../../api/ask-entrance.ts';
import { Form } from '../../kit/form/form.tsx';
import { PasswordField } from '../../kit/form/password-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { sessionWords } from '../../session/session-words.ts';
import { useSessionState } from '../../session/use-session-state.ts';
import { useWeakWords } from '../../session/use-weak-words.ts';
import { LoginLayout } from '../login-layout.tsx';
import { entryWords } from './entry-words.ts';
import { GoOn } from './go-on.tsx';
import { useWayIn } from './use-way-in.ts';

const initial = { code: '', username: '', fullName: '', password: '' };

/** Makes the first user of a server, by the code that it printed. */
export function SetUpPage() {
  const words = useWords(entryWords).setUp;
  const { kind } = useSessionState();
  if (kind === 'nobody' || kind === 'due' || kind === 'somebody') return <GoOn next={undefined} />;
  return (
    <LoginLayout title={words.title}>
      <p>{words.hint}</p>
      <SetUpForm />
    </LoginLayout>
  );
}

function SetUpForm() {
  const words = useWords(entryWords);
  const { password: passwordWords } = useWords(sessionWords);
  const comeIn = useWayIn();
  const form = useForm({
    schema: setUpInput,
    initial,
    onSubmit: (input) => comeIn(() => askEntrance('setup', input)),
    say: useWeakWords(),
    place: ({ reason }) => {
      if (reason === 'SET_UP_CODE_WRONG') return { field: 'code', message: words.setUp.codeWrong };
      return reason === 'SET_UP_DONE' ? { field: 'code', message: words.setUp.done } : null;
    },
  });
  return (
    <Form form={form} submit={words.setUp.submit} guarded={false}>
      <TextField form={form} name="code" label={words.setUp.code} help={words.setUp.codeHelp} />
      <TextField form={form} name="username" label={words.username} autoComplete="username" />
      <TextField form={form} name="fullName" label={words.fullName} autoComplete="name" optional />
      <PasswordField
        form={form}
        name="password"
        label={words.newPassword}
        help={passwordWords.rules(String(MIN_PASSWORD_LENGTH))}
        autoComplete="new-password"
      />
    </Form>
  );
}
