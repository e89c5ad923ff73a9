import { useMutation } from '@tanstack/react-query';
import { createRoleInput } from '@varve/contract';
import type { RoleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';

interface NewRoleDialogProps {
  /** The role whose rights it begins with; null for none. */
  readonly source: RoleView | null;
  readonly onClose: () => void;
}

/** Makes a role of the tenant's own. Its rights are changed in the table. */
export function NewRoleDialog({ source, onClose }: NewRoleDialogProps) {
  const words = useWords(userWords).rolesPage;
  const roleName = useRoleName();
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const create = useMutation(trpc.roles.create.mutationOptions());
  const form = useForm({
    schema: createRoleInput,
    initial: {
      name: source === null ? '' : words.copyOf(roleName(source.name)),
      description: source?.description ?? '',
    },
    toInput: (values) => ({ ...values, permissions: source?.permissions ?? [] }),
    onSubmit: async (input) => {
      await fresh(() => create.mutateAsync(input));
      await refresh();
      toast({ text: words.created(input.name) });
      onClose();
    },
  });
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <Form form={form} submit={words.create} onCancel={onClose} guarded={false}>
        <TextField form={form} name="name" label={words.name} />
        <TextField form={form} name="description" label={words.description} optional />
      </Form>
    </Dialog>
  );
}
