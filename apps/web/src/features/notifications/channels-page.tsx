import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { ChannelActions } from './channel-actions.tsx';
import { MailDialog } from './mail-dialog.tsx';
import { notificationWords } from './notification-words.ts';
import { UseBadge } from './use-badge.tsx';
import { useNotificationTabs } from './use-notification-tabs.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import './notifications.css';

type Adding = ChannelView['kind'] | null;

export function ChannelsPage() {
  const words = useWords(notificationWords).channels;
  const columns = useColumns();
  const channels = useQuery(trpc.notifications.channels.list.queryOptions());
  const [adding, setAdding] = useState<Adding>(null);
  const close = (): void => setAdding(null);
  const rows = channels.data ?? [];
  const addWebhook = (
    <button type="button" className="button" onClick={() => setAdding('webhook')}>
      {words.addWebhook}
    </button>
  );
  const addMail = (
    <button type="button" className="button button-primary" onClick={() => setAdding('mail')}>
      {words.addMail}
    </button>
  );
  return (
    <Page
      title={words.title}
      tabs={useNotificationTabs()}
      facts={<RowCount count={channels.data && rows.length} text={words.count} />}
      actions={
        rows.length > 0 && (
          <>
            {addWebhook}
            {addMail}
          </>
        )
      }
    >
      <QueryState query={channels} failed={words.failed}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint}>
              <div className="state-actions">
                {addMail}
                {addWebhook}
              </div>
            </EmptyState>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={list}
              keyOf={({ id }) => id}
              actionsOf={(channel) => <ChannelActions channel={channel} />}
            />
          )
        }
      </QueryState>
      {adding === 'mail' && <MailDialog onClose={close} />}
      {adding === 'webhook' && <WebhookDialog onClose={close} />}
    </Page>
  );
}

function useColumns(): readonly Column<ChannelView>[] {
  const { channels: words, webhook, ...all } = useWords(notificationWords);
  const { number } = useLanguage().formats;
  const secretOf = (channel: ChannelView): string => {
    if (channel.kind === 'mail') return channel.hasPassword ? words.hasPassword : words.noSecret;
    return channel.hasSigningKey ? words.hasKey : words.noSecret;
  };
  return [
    { key: 'name', label: all.name, cell: ({ name }) => name },
    {
      key: 'kind',
      label: words.kind,
      cell: (channel) =>
        channel.kind === 'mail'
          ? words.kinds.mail
          : `${words.kinds.webhook}, ${webhook.templates[channel.template]}`,
    },
    {
      key: 'to',
      label: words.to,
      cell: (channel) => (
        <code>
          {channel.kind === 'mail' ? `${channel.host}:${number.plain(channel.port)}` : channel.host}
        </code>
      ),
    },
    { key: 'secret', label: words.secret, isWideOnly: true, cell: secretOf },
    { key: 'enabled', label: all.enabled, cell: ({ enabled }) => <UseBadge enabled={enabled} /> },
  ];
}
