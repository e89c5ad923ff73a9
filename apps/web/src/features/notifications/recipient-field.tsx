import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { CheckListField } from '../../kit/form/check-list-field.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { notificationWords } from './notification-words.ts';
import type { RuleValues } from './use-rule-form.ts';

/** The users who get the mails of a rule. */
export function RecipientField({ form }: { readonly form: FormState<RuleValues> }) {
  const words = useWords(notificationWords).rules;
  const query = useQuery(trpc.notifications.recipients.queryOptions());
  return (
    <QueryState query={query} failed={words.noRecipients}>
      {({ recipients }) => (
        <CheckListField
          form={form}
          name="recipientIds"
          label={words.recipients}
          options={recipients.map(({ id, name, email }) => ({
            value: id,
            label: name,
            hint: email ?? words.noAddress,
          }))}
        />
      )}
    </QueryState>
  );
}
