import { useMutation } from '@tanstack/react-query';
import { updateUserInput } from '@varve/contract';
import type { UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { LANGUAGE_NAMES, LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';

/** Changes what is said of a user. */
export function AccountForm({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords);
  const toast = useToast();
  const may = useMay();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const update = useMutation(trpc.users.update.mutationOptions());
  const form = useForm({
    schema: updateUserInput,
    initial: {
      fullName: user.fullName,
      email: user.email ?? '',
      language: user.language ?? ('' as const),
    },
    toInput: ({ fullName, email, language }) => {
      const address = email.trim() === '' ? null : email.trim();
      return {
        userId: user.id,
        expectedVersion: user.version,
        fullName,
        language: language === '' ? null : language,
        // Left out where it stays: a change of it asks for the password again.
        ...(address !== user.email && { email: address }),
      };
    },
    onSubmit: async (input) => {
      await fresh(() => update.mutateAsync(input));
      toast({ text: words.user.saved });
      await refresh();
    },
  });
  if (!may('users.write')) return <AccountFacts user={user} />;
  return (
    <div className="panel-body">
      <Form form={form} submit={words.user.save}>
        <TextField form={form} name="fullName" label={words.fullName} optional />
        <TextField form={form} name="email" type="email" label={words.email} optional />
        <SegmentsField
          form={form}
          name="language"
          label={words.language}
          options={[{ value: '', label: words.ownLanguage }, ...LANGUAGE_OPTIONS]}
        />
      </Form>
    </div>
  );
}

function AccountFacts({ user: { fullName, email, language } }: { readonly user: UserDetailView }) {
  const words = useWords(userWords);
  return (
    <dl className="panel-body facts">
      <dt>{words.fullName}</dt>
      <dd>{fullName || '–'}</dd>
      <dt>{words.email}</dt>
      <dd>{email ?? '–'}</dd>
      <dt>{words.language}</dt>
      <dd>{language === null ? words.ownLanguage : LANGUAGE_NAMES[language]}</dd>
    </dl>
  );
}
