import { useMutation } from '@tanstack/react-query';
import { createUserInput } from '@varve/contract';
import type { RoleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { CheckListField } from '../../kit/form/check-list-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import type { ShownLink } from '../../session/link-dialog.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { useRoleDescription } from './use-role-description.ts';
import { userWords } from './user-words.ts';

interface NewUserDialogProps {
  readonly roles: readonly RoleView[];
  readonly onClose: () => void;
  readonly onCreated: (link: ShownLink) => void;
}

const INITIAL = {
  username: '',
  fullName: '',
  email: '',
  language: '' as '' | 'en' | 'es',
  roles: [] as readonly string[],
};

/** Makes a user. Places of his roles are chosen on his page. */
export function NewUserDialog({ roles, onClose, onCreated }: NewUserDialogProps) {
  const words = useWords(userWords);
  const refresh = useRefreshUsers();
  const describe = useRoleDescription();
  const roleName = useRoleName();
  const fresh = useFresh();
  const create = useMutation(trpc.users.create.mutationOptions());
  const form = useForm({
    schema: createUserInput,
    initial: INITIAL,
    toInput: ({ email, language, roles: chosen, ...given }) => ({
      ...given,
      email: email.trim() === '' ? null : email.trim(),
      language: language === '' ? null : language,
      roles: chosen.map((roleId) => ({ roleId })),
    }),
    onSubmit: async (input) => {
      const { code } = await fresh(() => create.mutateAsync(input));
      await refresh();
      onClose();
      onCreated({ username: input.username, code });
    },
  });
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <Form form={form} submit={words.create} onCancel={onClose}>
        <TextField form={form} name="username" label={words.username} help={words.usernameHelp} />
        <TextField form={form} name="fullName" label={words.fullName} optional />
        <TextField form={form} name="email" type="email" label={words.email} optional />
        <SegmentsField
          form={form}
          name="language"
          label={words.language}
          options={[{ value: '', label: words.ownLanguage }, ...LANGUAGE_OPTIONS]}
        />
        <CheckListField
          form={form}
          name="roles"
          label={words.roles}
          options={roles.map((role) => ({
            value: role.id,
            label: roleName(role.name),
            hint: describe(role),
          }))}
        />
      </Form>
    </Dialog>
  );
}
