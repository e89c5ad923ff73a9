import type { DeliveryView } from '../../api/contract.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { useSeconds } from '../../kit/clock/use-seconds.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { nameOf } from '../../kit/i18n/name-of.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DeliveryState } from './delivery-state.tsx';
import { notificationWords } from './notification-words.ts';

/** The columns of the list of messages. */
export function useDeliveryColumns(): readonly Column<DeliveryView>[] {
  const { deliveries: words, events } = useWords(notificationWords);
  const { number } = useLanguage().formats;
  return [
    { key: 'event', label: words.event, cell: ({ eventKind }) => nameOf(events, eventKind) },
    {
      key: 'to',
      label: words.to,
      cell: ({ channelName, recipientName }) =>
        recipientName === null ? channelName : `${recipientName}, ${channelName}`,
    },
    { key: 'state', label: words.state, cell: ({ state }) => <DeliveryState state={state} /> },
    {
      key: 'attempts',
      label: words.attempts,
      isNumber: true,
      cell: ({ attempts }) => number.integer(attempts),
    },
    {
      key: 'error',
      label: words.error,
      cell: ({ lastError }) =>
        lastError === null ? (
          <span className="soft">–</span>
        ) : (
          <code className="delivery-error">{lastError}</code>
        ),
    },
    { key: 'next', label: words.next, cell: (delivery) => <NextAttempt {...delivery} /> },
    {
      key: 'created',
      label: words.created,
      cell: ({ createdAtMs }) => <AgeText timeMs={createdAtMs} ago />,
    },
  ];
}

function NextAttempt({ nextAttemptAtMs }: Pick<DeliveryView, 'nextAttemptAtMs'>) {
  const words = useWords(notificationWords).deliveries;
  const { time } = useLanguage().formats;
  const nowMs = useSeconds();
  if (nextAttemptAtMs === null) return <span className="soft">–</span>;
  return nextAttemptAtMs <= nowMs ? words.due : time.dateTime(nextAttemptAtMs);
}
