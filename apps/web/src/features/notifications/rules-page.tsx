import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ChannelView, RuleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { nameOf } from '../../kit/i18n/name-of.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { notificationWords } from './notification-words.ts';
import { RuleActions } from './rule-actions.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { UseBadge } from './use-badge.tsx';
import { useNotificationTabs } from './use-notification-tabs.ts';
import './notifications.css';

export function RulesPage() {
  const words = useWords(notificationWords).rules;
  const rules = useQuery(trpc.notifications.rules.list.queryOptions());
  const channels = useQuery(trpc.notifications.channels.list.queryOptions());
  const [isAdding, setAdding] = useState(false);
  const count = rules.data?.length ?? 0;
  const known = channels.data ?? [];
  const add = (
    <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
      {words.add}
    </button>
  );
  return (
    <Page
      title={words.title}
      tabs={useNotificationTabs()}
      facts={<RowCount count={rules.data?.length} text={words.count} />}
      actions={count > 0 && add}
    >
      <QueryState query={channels} failed={words.failed}>
        {() => (
          <QueryState query={rules} failed={words.failed}>
            {(list) =>
              list.length > 0 ? (
                <RuleTable rules={list} channels={known} />
              ) : known.length === 0 ? (
                <EmptyState title={words.noChannel} hint={words.noChannelHint}>
                  <Link to="/notifications" className="button button-primary">
                    {words.toChannels}
                  </Link>
                </EmptyState>
              ) : (
                <EmptyState title={words.none} hint={words.noneHint}>
                  {add}
                </EmptyState>
              )
            }
          </QueryState>
        )}
      </QueryState>
      {isAdding && <RuleDialog channels={known} onClose={() => setAdding(false)} />}
    </Page>
  );
}

interface RuleTableProps {
  readonly rules: readonly RuleView[];
  readonly channels: readonly ChannelView[];
}

function RuleTable({ rules, channels }: RuleTableProps) {
  const words = useWords(notificationWords).rules;
  return (
    <DataTable
      label={words.title}
      columns={useColumns(channels)}
      rows={rules}
      keyOf={({ id }) => id}
      actionsOf={(rule) => <RuleActions rule={rule} channels={channels} />}
    />
  );
}

function useColumns(channels: readonly ChannelView[]): readonly Column<RuleView>[] {
  const { rules: words, events, ...all } = useWords(notificationWords);
  const { integer } = useLanguage().formats.number;
  const toOf = ({ channelId, recipientIds }: RuleView): string => {
    const name = channels.find(({ id }) => id === channelId)?.name ?? '–';
    const count = recipientIds.length;
    return count === 0 ? name : `${name}, ${words.users(integer(count), count)}`;
  };
  return [
    { key: 'name', label: all.name, cell: ({ name }) => name },
    { key: 'event', label: words.event, cell: ({ eventKind }) => nameOf(events, eventKind) },
    {
      key: 'severity',
      label: words.severity,
      isNumber: true,
      cell: ({ minimalSeverity }) => integer(minimalSeverity),
    },
    {
      key: 'area',
      label: words.area,
      isWideOnly: true,
      cell: ({ area }) => area ?? <span className="soft">{words.everywhere}</span>,
    },
    { key: 'channel', label: words.channel, cell: toOf },
    {
      key: 'quiet',
      label: words.quiet,
      isWideOnly: true,
      cell: ({ quietFrom, quietTo }) =>
        quietFrom === null ? (
          <span className="soft">{words.never}</span>
        ) : (
          `${quietFrom}–${quietTo}`
        ),
    },
    {
      key: 'digest',
      label: words.digest,
      isWideOnly: true,
      cell: ({ digestMinutes }) =>
        digestMinutes === null ? (
          <span className="soft">{words.atOnce}</span>
        ) : (
          `${integer(digestMinutes)} ${words.minutes}`
        ),
    },
    { key: 'enabled', label: all.enabled, cell: ({ enabled }) => <UseBadge enabled={enabled} /> },
  ];
}
