import { createChannelInput, updateChannelInput, webhookTemplate } from '@varve/contract';
import type { CreateChannelInput, UpdateChannelInput, WebhookTemplate } from '@varve/contract';
import type { ChannelView } from '../../api/contract.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { Form } from '../../kit/form/form.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { FieldIssue } from '../../kit/ui/refusal.ts';
import { newSigningKey } from './new-signing-key.ts';
import { notificationWords } from './notification-words.ts';
import { useSaveChannel } from './use-save-channel.ts';

type WebhookView = Extract<ChannelView, { kind: 'webhook' }>;

/** Keeps, replaces or removes the key that signs. */
type Signing = 'keep' | 'new' | 'none';

interface WebhookDialogProps {
  /** The channel to change; left out for a new one. */
  readonly channel?: WebhookView;
  readonly onClose: () => void;
}

/** Makes or changes a webhook. Address and key are written and never read; a new key is made here, and shown once. */
export function WebhookDialog({ channel, onClose }: WebhookDialogProps) {
  const { webhook: words, ...all } = useWords(notificationWords);
  const save = useSaveChannel(onClose);
  const form = useForm<WebhookValues, CreateChannelInput | UpdateChannelInput>({
    schema: channel === undefined ? createChannelInput : updateChannelInput,
    initial: initialOf(channel),
    toInput: (values) => inputOf(channel, values),
    say: ({ path, code }: FieldIssue) => {
      if (path[0] === 'url' && code === 'custom') return words.wrongUrl;
      return path[0] === 'chat' && code === 'custom' ? words.wrongChat : null;
    },
    onSubmit: save.submit,
  });
  const { template, signing } = form.values;
  const chooseSigning: typeof form.set = (...change) => {
    form.set(...change);
    const [name, value] = change;
    if (name === 'signing') form.set('signingKey', value === 'new' ? newSigningKey() : '');
  };
  const signings = (
    channel?.hasSigningKey === true
      ? (['keep', 'new', 'none'] as const)
      : (['new', 'none'] as const)
  ).map((value) => ({ value, label: words.signings[value] }));
  return (
    <Dialog
      title={channel === undefined ? words.newTitle : words.title(channel.name)}
      onClose={onClose}
    >
      <Form form={form} submit={words.save} onCancel={onClose}>
        <TextField form={form} name="name" label={all.name} />
        <SegmentsField
          form={form}
          name="template"
          label={words.template}
          options={webhookTemplate.options.map((value) => ({
            value,
            label: words.templates[value],
          }))}
        />
        <TextField
          form={form}
          name="url"
          type="url"
          label={words.url}
          help={channel === undefined ? words.urlHelp : words.urlKept(channel.host)}
          optional={channel !== undefined}
        />
        {template === 'telegram' && (
          <TextField form={form} name="chat" label={words.chat} help={words.chatHelp} />
        )}
        <SegmentsField
          form={{ ...form, set: chooseSigning }}
          name="signing"
          label={words.signing}
          options={signings}
        />
        {signing === 'new' && (
          <TextField form={form} name="signingKey" label={words.key} help={words.keyHelp} />
        )}
        <CheckField form={form} name="enabled" label={all.enabled} />
      </Form>
    </Dialog>
  );
}

interface WebhookValues {
  readonly name: string;
  readonly enabled: boolean;
  readonly template: WebhookTemplate;
  readonly chat: string;
  readonly url: string;
  readonly signing: Signing;
  readonly signingKey: string;
}

function initialOf(channel: WebhookView | undefined): WebhookValues {
  if (channel === undefined) {
    const signingKey = newSigningKey();
    return {
      name: '',
      enabled: true,
      template: 'json',
      chat: '',
      url: '',
      signing: 'new',
      signingKey,
    };
  }
  const { name, enabled, template, chat, hasSigningKey } = channel;
  const signing = hasSigningKey ? 'keep' : 'none';
  return { name, enabled, template, chat: chat ?? '', url: '', signing, signingKey: '' };
}

function inputOf(channel: WebhookView | undefined, values: WebhookValues): unknown {
  const { name, enabled, template, chat, url, signing, signingKey } = values;
  const isNew = channel === undefined;
  return {
    kind: 'webhook',
    name,
    enabled,
    template,
    chat: template === 'telegram' && chat.trim() !== '' ? chat.trim() : null,
    ...(!isNew && {
      id: channel.id,
      expectedVersion: channel.version,
    }),
    ...((isNew || url !== '') && { url }),
    ...(signing === 'new' && { signingKey }),
    ...(signing === 'none' && !isNew && { signingKey: null }),
  };
}
