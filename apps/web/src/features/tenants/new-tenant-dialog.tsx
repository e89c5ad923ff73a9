import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createTenantInput } from '@varve/contract';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { ZoneField } from '../../kit/form/zone-field.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { ShownLink } from '../../session/link-dialog.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { AdministratorFields } from './administrator-fields.tsx';
import { tenantWords } from './tenant-words.ts';

interface NewTenantDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (link: ShownLink) => void;
}

/** Makes a tenant and its first administrator. */
export function NewTenantDialog({ onClose, onCreated }: NewTenantDialogProps) {
  const words = useWords(tenantWords);
  const { zone } = useWords(kitWords);
  const { language } = useLanguage();
  const fresh = useFresh();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.tenants.create.mutationOptions());
  const form = useForm({
    schema: createTenantInput,
    initial: {
      name: '',
      displayName: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language,
      username: '',
      fullName: '',
      email: '',
    },
    toInput: ({ email, ...given }) => ({ ...given, email: email.trim() || null }),
    say: ({ path, code }) => {
      if (path[0] === 'timeZone') return zone.wrong;
      return path[0] === 'name' && code === 'invalid_format' ? words.nameHelp : null;
    },
    onSubmit: async (input) => {
      const { code } = await fresh(() => create.mutateAsync(input));
      await queryClient.invalidateQueries({ queryKey: trpc.tenants.pathKey() });
      onClose();
      onCreated({ username: input.username, code });
    },
  });
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <Form form={form} submit={words.create} onCancel={onClose}>
        <TextField form={form} name="name" label={words.name} help={words.nameHelp} />
        <TextField
          form={form}
          name="displayName"
          label={words.displayName}
          help={words.displayNameHelp}
          optional
        />
        <ZoneField form={form} />
        <SegmentsField
          form={form}
          name="language"
          label={words.language}
          options={LANGUAGE_OPTIONS}
        />
        <h3>{words.administrator}</h3>
        <AdministratorFields form={form} />
      </Form>
    </Dialog>
  );
}
