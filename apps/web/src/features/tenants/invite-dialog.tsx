import { useMutation } from '@tanstack/react-query';
import { inviteAdministratorInput } from '@varve/contract';
import type { TenantView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { ShownLink } from '../../session/link-dialog.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { AdministratorFields } from './administrator-fields.tsx';
import { tenantWords } from './tenant-words.ts';

interface InviteDialogProps {
  readonly tenant: TenantView;
  readonly onClose: () => void;
  readonly onInvited: (link: ShownLink) => void;
}

/** Makes another administrator of a tenant. */
export function InviteDialog({ tenant, onClose, onInvited }: InviteDialogProps) {
  const words = useWords(tenantWords);
  const fresh = useFresh();
  const invite = useMutation(trpc.tenants.invite.mutationOptions());
  const form = useForm({
    schema: inviteAdministratorInput,
    initial: { username: '', fullName: '', email: '' },
    toInput: ({ email, ...given }) => ({
      ...given,
      tenantId: tenant.id,
      email: email.trim() || null,
    }),
    onSubmit: async (input) => {
      const { code } = await fresh(() => invite.mutateAsync(input));
      onClose();
      onInvited({ username: input.username, code });
    },
  });
  return (
    <Dialog title={words.invite.title(tenant.displayName ?? tenant.name)} onClose={onClose}>
      <Form form={form} submit={words.invite.action} onCancel={onClose}>
        <p>{words.invite.hint}</p>
        <AdministratorFields form={form} />
      </Form>
    </Dialog>
  );
}
