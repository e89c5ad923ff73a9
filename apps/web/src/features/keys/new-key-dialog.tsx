import { useQueryClient } from '@tanstack/react-query';
import { createKeyInput } from '@varve/contract';
import { client } from '../../api/client.ts';
import type { Permission } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useNow } from '../../kit/clock/use-now.ts';
import { FieldFrame } from '../../kit/form/field-frame.tsx';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm, type FormState } from '../../kit/form/use-form.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { fromLocalInput } from '../../kit/time-range/from-local-input.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { FieldIssue, Refusal } from '../../kit/ui/refusal.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { keyWords } from './key-words.ts';
import { PermissionField } from './permission-field.tsx';
import type { ShownKey } from './secret-dialog.tsx';

interface NewKeyDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (key: ShownKey) => void;
}

const INITIAL = {
  name: '',
  permissions: [] as readonly Permission[],
  sources: '',
  networks: '',
  /** In the form of `<input type="datetime-local">`. */
  expiresAtMs: '',
};

/** Makes a key that belongs to the person. */
export function NewKeyDialog({ onClose, onCreated }: NewKeyDialogProps) {
  const words = useWords(keyWords);
  const { time } = useLanguage().formats;
  const form = useKeyForm({ onClose, onCreated });
  const nowMs = useNow(null);
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <Form form={form} submit={words.create} onCancel={onClose}>
        <TextField
          form={form}
          name="name"
          label={words.name}
          help={words.nameHelp}
          maxLength={100}
        />
        <PermissionField
          label={words.permissions}
          help={words.permissionsHelp}
          error={form.errors['permissions']}
          chosen={form.values.permissions}
          onChange={(permissions) => form.set('permissions', permissions)}
        />
        <TextField
          form={form}
          name="sources"
          label={words.sourcesLabel}
          help={words.sourcesHelp}
          rows={2}
          optional
        />
        <TextField
          form={form}
          name="networks"
          label={words.networksLabel}
          help={words.networksHelp}
          rows={2}
          optional
        />
        <FieldFrame
          label={words.expiresLabel}
          help={words.expiresHelp(time.zoneName(nowMs))}
          error={form.errors['expiresAtMs']}
          optional
        >
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              className="input"
              value={form.values.expiresAtMs}
              onChange={(event) => form.set('expiresAtMs', event.target.value)}
            />
          )}
        </FieldFrame>
      </Form>
    </Dialog>
  );
}

function useKeyForm({ onClose, onCreated }: NewKeyDialogProps) {
  const words = useWords(keyWords);
  const { offsetMs } = useLanguage().formats.time;
  const fresh = useFresh();
  const queryClient = useQueryClient();
  const nowMs = useNow(null);
  const form: FormState<typeof INITIAL> = useForm({
    schema: createKeyInput,
    initial: INITIAL,
    toInput: ({ name, permissions, sources, networks, expiresAtMs }) => ({
      name,
      permissions,
      ...(sources.trim() !== '' && { sources: linesOf(sources) }),
      ...(networks.trim() !== '' && { networks: linesOf(networks) }),
      ...(expiresAtMs !== '' && { expiresAtMs: fromLocalInput(expiresAtMs, nowMs, offsetMs) }),
    }),
    place: ({ permission }: Refusal) =>
      permission === null
        ? null
        : { field: 'permissions' as const, message: words.lacking(permission) },
    say: ({ code, path }: FieldIssue) => {
      if (code === 'time_past') return words.timePast;
      if (code !== 'network_unknown') return null;
      return words.wrongNetwork(linesOf(form.values.networks)[Number(path[1])] ?? '');
    },
    onSubmit: async (input) => {
      const { secret } = await fresh(() => client.keys.create.mutate(input));
      onClose();
      onCreated({
        name: input.name,
        secret,
        mayWrite: input.permissions.includes('samples.write'),
      });
      await queryClient.invalidateQueries({ queryKey: trpc.keys.pathKey() });
    },
  });
  return form;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
