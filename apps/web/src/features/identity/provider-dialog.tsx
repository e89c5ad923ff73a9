import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createProviderInput, updateProviderInput } from '@varve/contract';
import type { ProviderView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { PasswordField } from '../../kit/form/password-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm, type FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { FieldIssue } from '../../kit/ui/refusal.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { identityWords } from './identity-words.ts';

interface ProviderDialogProps {
  /** Null for a new one. */
  readonly provider: ProviderView | null;
  readonly onClose: () => void;
}

/** Adds a provider, or changes one. Its secret is never shown. */
export function ProviderDialog({ provider, onClose }: ProviderDialogProps) {
  return provider === null ? (
    <NewProvider onClose={onClose} />
  ) : (
    <ChangedProvider provider={provider} onClose={onClose} />
  );
}

function NewProvider({ onClose }: Pick<ProviderDialogProps, 'onClose'>) {
  const words = useWords(identityWords);
  const { finish, say, fresh } = useProviderForm(onClose);
  const create = useMutation(trpc.identity.providers.create.mutationOptions());
  const form = useForm({
    schema: createProviderInput,
    initial: { name: '', issuer: '', clientId: '', clientSecret: '', enabled: true },
    toInput: (values) => ({ ...values, clientSecret: values.clientSecret || undefined }),
    say,
    onSubmit: async (input) => {
      await fresh(() => create.mutateAsync(input));
      await finish(words.created(input.name));
    },
  });
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <Form form={form} submit={words.create} onCancel={onClose} guarded={false}>
        <TextField form={form} name="name" label={words.name} help={words.nameHelp} />
        <TextField
          form={form}
          name="issuer"
          type="url"
          label={words.issuer}
          help={words.issuerHelp}
        />
        <CommonFields form={form} secretHelp={words.clientSecretHelp} />
      </Form>
    </Dialog>
  );
}

function ChangedProvider({
  provider,
  onClose,
}: ProviderDialogProps & { readonly provider: ProviderView }) {
  const words = useWords(identityWords);
  const { finish, say, fresh } = useProviderForm(onClose);
  const update = useMutation(trpc.identity.providers.update.mutationOptions());
  const { id, name, clientId, enabled, version: expectedVersion, hasSecret } = provider;
  const form = useForm({
    schema: updateProviderInput,
    initial: { name, clientId, clientSecret: '', isSecretRemoved: false, enabled },
    toInput: ({ isSecretRemoved, clientSecret, ...values }) => ({
      ...values,
      id,
      expectedVersion,
      clientSecret: isSecretRemoved ? null : clientSecret || undefined,
    }),
    say,
    onSubmit: async (input) => {
      await fresh(() => update.mutateAsync(input));
      await finish(words.saved(input.name));
    },
  });
  return (
    <Dialog title={words.editTitle(name)} onClose={onClose}>
      <Form form={form} submit={words.save} onCancel={onClose} guarded={false}>
        <TextField form={form} name="name" label={words.name} help={words.nameHelp} />
        <CommonFields
          form={form}
          secretHelp={hasSecret ? words.keptSecretHelp : words.clientSecretHelp}
        />
        {hasSecret && <CheckField form={form} name="isSecretRemoved" label={words.removeSecret} />}
      </Form>
    </Dialog>
  );
}

interface CommonValues {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly enabled: boolean;
}

/** Fields of every form here, whatever else it has. */
function CommonFields({
  form,
  secretHelp,
}: {
  readonly form: FormState<CommonValues>;
  readonly secretHelp: string;
}) {
  const words = useWords(identityWords);
  return (
    <>
      <TextField form={form} name="clientId" label={words.clientId} />
      <PasswordField
        form={form}
        name="clientSecret"
        label={words.clientSecret}
        help={secretHelp}
        autoComplete="new-password"
        optional
      />
      <CheckField form={form} name="enabled" label={words.enabled} />
    </>
  );
}

function useProviderForm(onClose: () => void) {
  const words = useWords(identityWords);
  const queries = useQueryClient();
  const toast = useToast();
  return {
    fresh: useFresh(),
    say: ({ code }: FieldIssue) => (code === 'taken' ? words.taken : null),
    finish: async (text: string): Promise<void> => {
      await queries.invalidateQueries({ queryKey: trpc.identity.pathKey() });
      toast({ text });
      onClose();
    },
  };
}
