import { updateProfileInput } from '@varve/contract';
import { client } from '../../api/client.ts';
import type { PersonView } from '../../api/contract.ts';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import type { Language } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { usePreferences } from '../../kit/preferences/preferences-context.ts';
import { profileWords } from './profile-words.ts';

interface AboutFormProps {
  readonly person: PersonView;
  readonly onDone: () => Promise<void>;
}

interface Values {
  readonly fullName: string;
  readonly language: Language | 'browser';
}

/** The person's name, and the language in which the console and messages speak to them everywhere. */
export function AboutForm({ person, onDone }: AboutFormProps) {
  const words = useWords(profileWords).about;
  const { change } = usePreferences();
  const form = useForm({
    schema: updateProfileInput,
    initial: { fullName: person.fullName, language: person.language ?? 'browser' },
    toInput: toProfile,
    onSubmit: async (input) => {
      await client.session.updateProfile.mutate(input);
      // The choice of this browser would hide the one just made.
      if (input.language !== person.language) change({ language: null });
      await onDone();
    },
  });
  return (
    <Form form={form} submit={words.submit}>
      <TextField form={form} name="fullName" label={words.fullName} autoComplete="name" />
      <SegmentsField
        form={form}
        name="language"
        label={words.language}
        options={[{ value: 'browser', label: words.browser }, ...LANGUAGE_OPTIONS]}
      />
    </Form>
  );
}

function toProfile({ fullName, language }: Values): unknown {
  return { fullName, language: language === 'browser' ? null : language };
}
