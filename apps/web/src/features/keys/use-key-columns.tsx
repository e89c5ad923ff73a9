import { Link } from '@tanstack/react-router';
import type { KeyView } from '../../api/contract.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { useNow } from '../../kit/clock/use-now.ts';
import { TimeText } from '../../kit/clock/time-text.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { useMay } from '../../session/session-context.ts';
import { KeyState } from './key-state.tsx';
import { keyWords } from './key-words.ts';
import { ManyCell } from './many-cell.tsx';

// An end that comes while the page is open is seen soon.
const RENEWED_MS = 10_000;

/** The columns of the table of keys. */
export function useKeyColumns(): readonly Column<KeyView>[] {
  const words = useWords(keyWords);
  const { number } = useLanguage().formats;
  const nowMs = useNow(RENEWED_MS);
  const many = (items: readonly string[], count: (text: string, exact: number) => string) => (
    <ManyCell items={items} summary={count(number.integer(items.length), items.length)} />
  );
  return [
    {
      key: 'name',
      label: words.name,
      cell: ({ name, prefix }) => (
        <span className="key-name">
          {name} <code className="note">{prefix}</code>
        </span>
      ),
    },
    {
      key: 'state',
      label: words.state,
      cell: (key) => <KeyState apiKey={key} nowMs={nowMs} />,
    },
    { key: 'owner', label: words.owner, cell: (key) => <Owner apiKey={key} /> },
    {
      key: 'permissions',
      label: words.permissions,
      cell: ({ permissions }) => many(permissions, words.permissionCount),
    },
    {
      key: 'sources',
      label: words.sources,
      cell: ({ sources }) =>
        sources === null ? words.allSources : many(sources, words.sourceCount),
    },
    {
      key: 'networks',
      label: words.networks,
      cell: ({ networks }) =>
        networks === null ? words.allNetworks : many(networks, words.networkCount),
    },
    {
      key: 'expires',
      label: words.expires,
      cell: ({ expiresAtMs }) =>
        expiresAtMs === null ? words.neverExpires : <TimeText timeMs={expiresAtMs} />,
    },
    { key: 'used', label: words.used, cell: (key) => <LastUse apiKey={key} /> },
  ];
}

function Owner({ apiKey: { ownerId, ownerName } }: { readonly apiKey: KeyView }) {
  const may = useMay();
  if (!may('users.read')) return ownerName;
  return (
    <Link to="/users/$userId" params={{ userId: ownerId }}>
      {ownerName}
    </Link>
  );
}

function LastUse({ apiKey: { lastUsedAtMs, lastAddress } }: { readonly apiKey: KeyView }) {
  const words = useWords(keyWords);
  if (lastUsedAtMs === null) return <span className="soft">{words.neverUsed}</span>;
  return (
    <span>
      <AgeText timeMs={lastUsedAtMs} ago />{' '}
      {lastAddress !== null && <code className="note">{words.usedFrom(lastAddress)}</code>}
    </span>
  );
}
