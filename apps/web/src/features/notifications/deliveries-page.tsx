import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DELIVERY_STATES } from '../../api/codes.ts';
import type { DeliveryView } from '../../api/contract.ts';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { IDLE_POLL_MS, POLL_MS } from '../../kit/poll-ms.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { isOnItsWay } from './delivery-state.tsx';
import { notificationWords } from './notification-words.ts';
import { readDeliverySearch } from './read-delivery-search.ts';
import { useDeliveryColumns } from './use-delivery-columns.tsx';
import { useNotificationTabs } from './use-notification-tabs.ts';
import { useRefreshNotifications } from './use-refresh-notifications.ts';
import './notifications.css';

const route = getRouteApi('/notifications_/deliveries');

export function DeliveriesPage() {
  const words = useWords(notificationWords).deliveries;
  const { state } = route.useSearch();
  const navigate = useNavigate({ from: '/notifications/deliveries' });
  const columns = useDeliveryColumns();
  const pages = useDeliveries(state);
  const rows = pages.data?.pages.flatMap(({ deliveries }) => deliveries) ?? [];
  return (
    <Page
      title={words.title}
      tabs={useNotificationTabs()}
      facts={<RowCount count={pages.data && rows.length} text={words.count} />}
    >
      <FilterBar>
        <FilterSelect
          label={words.state}
          any={words.anyState}
          value={state}
          values={DELIVERY_STATES}
          nameOf={(one) => words.states[one]}
          onChange={(one) =>
            void navigate({ search: readDeliverySearch({ state: one }), replace: true })
          }
        />
      </FilterBar>
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState
              title={state === undefined ? words.none : words.noneOfState}
              hint={state === undefined ? words.noneHint : words.noneOfStateHint}
            >
              {state !== undefined && <ClearFilter />}
            </EmptyState>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              more={pages}
              actionsOf={(delivery) => <ResendButton delivery={delivery} />}
            />
          )
        }
      </QueryState>
    </Page>
  );
}

function useDeliveries(state: DeliveryView['state'] | undefined) {
  const input = state === undefined ? {} : { state };
  return usePages({
    queryKey: trpc.notifications.deliveries.list.queryKey(input),
    read: (page, options) =>
      client.notifications.deliveries.list.query({ ...input, ...page }, options),
    everyMs: (answers) =>
      answers.some(({ deliveries }) => deliveries.some(isOnItsWay)) ? POLL_MS : IDLE_POLL_MS,
  });
}

/** Sends a message again that failed; no other has it. */
function ResendButton({ delivery: { id, state } }: { readonly delivery: DeliveryView }) {
  const { deliveries: words, conflicts } = useWords(notificationWords);
  const toast = useToast();
  const textOf = useRefusalText(conflicts);
  const refresh = useRefreshNotifications();
  const resend = useMutation({
    ...trpc.notifications.deliveries.resend.mutationOptions(),
    onSuccess: () => toast({ text: words.resent }),
    onError: (error) => toast({ text: textOf(error) }),
    onSettled: refresh,
  });
  if (state !== 'failed' && state !== 'dead') return null;
  return (
    <button
      type="button"
      className="button button-small"
      aria-disabled={resend.isPending}
      onClick={() => {
        if (!resend.isPending) resend.mutate({ id });
      }}
    >
      {words.resend}
    </button>
  );
}
