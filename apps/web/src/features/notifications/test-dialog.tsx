import { useQuery } from '@tanstack/react-query';
import type { DeliveryView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { POLL_MS } from '../../kit/poll-ms.ts';
import { Dialog, DialogActions, DialogBody } from '../../kit/ui/dialog.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { isOnItsWay } from './delivery-state.tsx';
import { notificationWords } from './notification-words.ts';

interface TestDialogProps {
  /** The delivery of the test. */
  readonly id: string;
  /** Name of the channel. */
  readonly channel: string;
  readonly onClose: () => void;
}

/** Waits for what becomes of a test, and says it. */
export function TestDialog({ id, channel, onClose }: TestDialogProps) {
  const words = useWords(notificationWords).test;
  const query = useQuery({
    ...trpc.notifications.deliveries.get.queryOptions({ id }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || isOnItsWay(data) ? POLL_MS : false,
  });
  return (
    <Dialog title={words.title(channel)} onClose={onClose}>
      <DialogBody>
        <div aria-live="polite">
          <QueryState query={query} failed={words.failed}>
            {(delivery) => <Outcome delivery={delivery} />}
          </QueryState>
        </div>
      </DialogBody>
      <DialogActions>
        <button type="button" className="button" onClick={onClose}>
          {words.close}
        </button>
      </DialogActions>
    </Dialog>
  );
}

function Outcome({ delivery }: { readonly delivery: DeliveryView }) {
  const words = useWords(notificationWords).test;
  const { time } = useLanguage().formats;
  const { sentAtMs, lastError, nextAttemptAtMs } = delivery;
  if (sentAtMs !== null) return <p>{words.sent(time.timeOfDay(sentAtMs))}</p>;
  if (lastError === null || isOnItsWay(delivery)) return <p>{words.waits}</p>;
  return (
    <div className="stack">
      <p>
        {words.refused} <code className="delivery-error">{lastError}</code>
      </p>
      {nextAttemptAtMs !== null && <p>{words.again(time.timeOfDay(nextAttemptAtMs))}</p>}
    </div>
  );
}
