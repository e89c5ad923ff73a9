import { useMutation, useQuery } from '@tanstack/react-query';
import { linkIdentityInput } from '@varve/contract';
import type { UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog, DialogBody } from '../../kit/ui/dialog.tsx';
import { LoadingState } from '../../kit/ui/loading-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';

interface LinkIdentityDialogProps {
  readonly user: UserDetailView;
  readonly onClose: () => void;
}

interface Issuer {
  readonly name: string;
  readonly issuer: string;
}

/** Links a user to a person of one of the tenant's providers. */
export function LinkIdentityDialog({ user, onClose }: LinkIdentityDialogProps) {
  const words = useWords(userWords).identities;
  const { data } = useQuery(trpc.identity.providers.list.queryOptions());
  return (
    <Dialog title={words.addTitle(user.username)} onClose={onClose}>
      {data === undefined && <LoadingState />}
      {data?.providers.length === 0 && (
        <DialogBody>
          <p>{words.noProviders}</p>
        </DialogBody>
      )}
      {data !== undefined && data.providers.length > 0 && (
        <LinkForm user={user} issuers={data.providers} onClose={onClose} />
      )}
    </Dialog>
  );
}

function LinkForm({
  user,
  issuers,
  onClose,
}: LinkIdentityDialogProps & { readonly issuers: readonly Issuer[] }) {
  const words = useWords(userWords).identities;
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const link = useMutation(trpc.users.linkIdentity.mutationOptions());
  const form = useForm({
    schema: linkIdentityInput,
    initial: { issuer: issuers[0]!.issuer, subject: '' },
    toInput: (values) => ({ ...values, userId: user.id }),
    place: ({ reason }) =>
      reason === 'CONFLICT' ? { field: 'subject', message: words.taken } : null,
    onSubmit: async (input) => {
      await fresh(() => link.mutateAsync(input));
      await refresh();
      toast({ text: words.added });
      onClose();
    },
  });
  return (
    <Form form={form} submit={words.add} onCancel={onClose} guarded={false}>
      <SelectField
        form={form}
        name="issuer"
        label={words.issuer}
        options={issuers.map(({ name, issuer }) => ({ value: issuer, label: name }))}
      />
      <TextField form={form} name="subject" label={words.subject} help={words.subjectHelp} />
    </Form>
  );
}
