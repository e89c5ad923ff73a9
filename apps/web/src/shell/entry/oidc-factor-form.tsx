import { oidcFactorInput } from '@varve/contract';
import { askEntrance } from '../../api/ask-entrance.ts';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { entryWords } from './entry-words.ts';
import { useWayIn } from './use-way-in.ts';

const initial = { code: '' };

/** Asks for the second factor of somebody whom a provider has named. */
export function OidcFactorForm() {
  const words = useWords(entryWords).logIn;
  const comeIn = useWayIn();
  const form = useForm({
    schema: oidcFactorInput,
    initial,
    onSubmit: (input) => comeIn(() => askEntrance('session/oidc/factor', input)),
    place: ({ reason }) =>
      reason === 'CREDENTIALS_WRONG' ? { field: 'code', message: words.oidcFactorWrong } : null,
  });
  return (
    <Form form={form} submit={words.oidcFactorSubmit} guarded={false}>
      <TextField
        form={form}
        name="code"
        label={words.factor}
        help={words.factorHelp}
        autoComplete="one-time-code"
      />
    </Form>
  );
}
