import { createChannelInput, updateChannelInput } from '@varve/contract';
import type { ChannelView } from '../../api/contract.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { NumberField } from '../../kit/form/number-field.tsx';
import { PasswordField } from '../../kit/form/password-field.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { notificationWords } from './notification-words.ts';
import { useSaveChannel } from './use-save-channel.ts';

type MailView = Extract<ChannelView, { kind: 'mail' }>;

interface MailDialogProps {
  /** The channel to change; left out for a new one. */
  readonly channel?: MailView;
  readonly onClose: () => void;
}

const NEW: Pick<MailView, 'name' | 'enabled' | 'host' | 'port' | 'security' | 'username' | 'from'> =
  { name: '', enabled: true, host: '', port: 587, security: 'starttls', username: '', from: '' };

/** Makes or changes a mail server. Its password is written and never read. */
export function MailDialog({ channel, onClose }: MailDialogProps) {
  const { mail: words, conflicts, ...all } = useWords(notificationWords);
  const save = useSaveChannel(onClose);
  const hasPassword = channel?.hasPassword === true;
  const { name, enabled, host, port, security, username, from } = channel ?? NEW;
  const form = useForm({
    schema: channel === undefined ? createChannelInput : updateChannelInput,
    initial: {
      name,
      enabled,
      host,
      username,
      from,
      port: port,
      security: security,
      password: '',
      isForgetting: false,
    },
    toInput: ({ password, isForgetting, ...given }) => ({
      kind: 'mail',
      ...given,
      ...(channel !== undefined && { id: channel.id, expectedVersion: channel.version }),
      ...(password !== '' && { password }),
      ...(isForgetting && { password: null }),
    }),
    say: ({ code }) => conflicts[code as keyof typeof conflicts] ?? null,
    onSubmit: save.submit,
  });
  const securities = (['tls', 'starttls', 'none'] as const).map((value) => ({
    value,
    label: words.securities[value],
  }));
  return (
    <Dialog
      title={channel === undefined ? words.newTitle : words.title(channel.name)}
      onClose={onClose}
    >
      <Form form={form} submit={words.save} onCancel={onClose}>
        <TextField form={form} name="name" label={all.name} />
        <TextField form={form} name="host" label={words.host} help={words.hostHelp} />
        <SegmentsField form={form} name="security" label={words.security} options={securities} />
        <NumberField form={form} name="port" label={words.port} />
        <TextField form={form} name="username" label={words.username} optional />
        {!form.values.isForgetting && (
          <PasswordField
            form={form}
            name="password"
            label={words.password}
            help={hasPassword ? words.passwordKept : words.passwordHelp}
            autoComplete="new-password"
            optional
          />
        )}
        {hasPassword && <CheckField form={form} name="isForgetting" label={words.removePassword} />}
        <TextField form={form} name="from" type="email" label={words.from} />
        <CheckField form={form} name="enabled" label={all.enabled} />
      </Form>
    </Dialog>
  );
}
