import { useMutation } from '@tanstack/react-query';
import { createRuleInput, eventKind, updateRuleInput } from '@varve/contract';
import type { CreateRuleInput, EventKind, UpdateRuleInput } from '@varve/contract';
import type { ChannelView, RuleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useForm } from '../../kit/form/use-form.ts';
import type { FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { notificationWords } from './notification-words.ts';
import { useRefreshNotifications } from './use-refresh-notifications.ts';

/** The fields of a rule as they are typed. */
export interface RuleValues {
  readonly name: string;
  readonly eventKind: EventKind;
  readonly minimalSeverity: number | null;
  readonly area: string;
  readonly channelId: string;
  readonly recipientIds: readonly string[];
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly digestMinutes: number | null;
  readonly enabled: boolean;
}

interface RuleFormOptions {
  readonly rule: RuleView | undefined;
  readonly channels: readonly ChannelView[];
  readonly onSaved: () => void;
}

/** A rule that is being written. */
interface RuleForm {
  readonly form: FormState<RuleValues>;
  /** Its channel sends mails, so that it needs recipients. */
  readonly isMail: boolean;
  readonly eventKinds: readonly EventKind[];
}

/** Keeps the form of a rule, new or changed. */
export function useRuleForm({ rule, channels, onSaved }: RuleFormOptions): RuleForm {
  const words = useWords(notificationWords).rules;
  const toast = useToast();
  const refresh = useRefreshNotifications();
  const create = useMutation(trpc.notifications.rules.create.mutationOptions());
  const update = useMutation(trpc.notifications.rules.update.mutationOptions());
  const isMailOf = ({ channelId }: RuleValues): boolean =>
    channels.find(({ id }) => id === channelId)?.kind === 'mail';
  const form = useForm<RuleValues, CreateRuleInput | UpdateRuleInput>({
    schema: rule === undefined ? createRuleInput : updateRuleInput,
    initial: initialOf(rule, channels),
    toInput: (values) => ({
      ...values,
      ...(rule !== undefined && { id: rule.id, expectedVersion: rule.version }),
      area: emptyAsNull(values.area),
      quietFrom: emptyAsNull(values.quietFrom),
      quietTo: emptyAsNull(values.quietTo),
      recipientIds: isMailOf(values) ? values.recipientIds : [],
    }),
    place: ({ reason }) =>
      reason === 'QUERY_INVALID' ? { field: 'recipientIds', message: words.needsUsers } : null,
    say: ({ path, code }) => {
      if (path[0] !== 'quietFrom' && path[0] !== 'quietTo') return null;
      return code === 'custom' ? words.wrongQuiet : words.wrongTime;
    },
    onSubmit: async (input) => {
      await ('id' in input ? update.mutateAsync(input) : create.mutateAsync(input));
      toast({ text: words.saved(input.name) });
      onSaved();
      await refresh();
    },
  });
  return { form, isMail: isMailOf(form.values), eventKinds: eventKind.options };
}

function initialOf(rule: RuleView | undefined, channels: readonly ChannelView[]): RuleValues {
  return {
    name: rule?.name ?? '',
    eventKind: rule?.eventKind ?? eventKind.options[0]!,
    minimalSeverity: rule?.minimalSeverity ?? 1,
    area: rule?.area ?? '',
    channelId: rule?.channelId ?? channels[0]?.id ?? '',
    recipientIds: rule?.recipientIds ?? [],
    quietFrom: rule?.quietFrom ?? '',
    quietTo: rule?.quietTo ?? '',
    digestMinutes: rule?.digestMinutes ?? null,
    enabled: rule?.enabled ?? true,
  };
}

function emptyAsNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
