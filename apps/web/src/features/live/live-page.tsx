import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useOnReconnect } from '../../api/connection/use-connection.ts';
import type { TagView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { EmptyState, FailedState, LoadingState } from '../../kit/ui/page-state.tsx';
import { usePageTitle } from '../../kit/ui/use-page-title.ts';
import { writeTagIds } from '../trends/trend-search.ts';
import { LatestStoreContext } from '../tags/latest-store-context.ts';
import { createLatestStore } from '../tags/latest-store.ts';
import type { LatestStore } from '../tags/latest-store.ts';
import { openLiveFeed } from '../tags/live-feed.ts';
import { SelectionBar } from './selection-bar.tsx';
import { readTagListSearch } from './tag-list-search.ts';
import type { TagListSearch } from './tag-list-search.ts';
import { TagTable } from './tag-table.tsx';
import { TagToolbar } from './tag-toolbar.tsx';
import { useNarrow } from '../../kit/ui/use-narrow.ts';
import { useListedTags } from './use-listed-tags.ts';
import { useSelection } from './use-selection.ts';
import { useTagList } from '../tags/use-tag-list.ts';

const route = getRouteApi('/');

export function LivePage() {
  const { words } = useLanguage();
  usePageTitle(words.live.title);
  const { data: tags, isError, refetch } = useTagList();
  const [store] = useState(createLatestStore);
  useEffect(() => openLiveFeed({ onSamples: store.accept }), [store]);
  const renew = useCallback(() => void refetch(), [refetch]);
  useOnReconnect(renew);

  if (tags !== undefined) {
    return (
      <LatestStoreContext value={store}>
        <TagList tags={tags} store={store} />
      </LatestStoreContext>
    );
  }
  return (
    <main id="content" className="page">
      {isError ? <FailedState what={words.live.listFailed} onRetry={renew} /> : <LoadingState />}
    </main>
  );
}

function TagList({
  tags,
  store,
}: {
  readonly tags: readonly TagView[];
  readonly store: LatestStore;
}) {
  const { words, formats } = useLanguage();
  const search = route.useSearch();
  const narrow = useNarrow();
  const navigate = useNavigate({ from: '/' });
  const { items, counts, matchingCount } = useListedTags(tags, search, store, !narrow);
  const sources = useMemo(() => [...new Set(tags.map(({ source }) => source))].toSorted(), [tags]);
  const { selectedIds, full, toggle, clear } = useSelection();
  const change = (part: {
    [Key in keyof TagListSearch]?: TagListSearch[Key] | undefined;
  }): void => {
    void navigate({ search: readTagListSearch({ ...search, ...part }), replace: true });
  };
  const open = (tagId: number): void => {
    const tagIds = selectedIds.size > 0 ? [...selectedIds] : [tagId];
    void navigate({ to: '/trend', search: { tags: writeTagIds(tagIds), range: '15m' } });
  };
  const { integer } = formats.number;
  return (
    <main id="content" className="page live-page">
      <div className="page-head">
        <h1>{words.live.title}</h1>
        <p className="page-note" aria-live="polite">
          {matchingCount === tags.length
            ? words.live.tagCount(integer(tags.length), tags.length)
            : words.live.shownCount(integer(matchingCount), integer(tags.length))}
        </p>
        <SelectionBar selectedIds={selectedIds} onClear={clear} />
      </div>
      <TagToolbar search={search} sources={sources} counts={counts} onChange={change} />
      {items.length === 0 ? (
        <NothingListed
          noTags={tags.length === 0}
          onClearFilter={() => {
            change({ q: undefined, source: undefined, quality: undefined });
          }}
        />
      ) : (
        <TagTable
          items={items}
          order={{ sort: search.sort ?? 'name', descending: search.dir === 'desc' }}
          onOrder={({ sort, descending }) => {
            change({ sort, dir: descending ? 'desc' : undefined });
          }}
          selectedIds={selectedIds}
          full={full}
          onToggle={toggle}
          onOpen={open}
        />
      )}
    </main>
  );
}

interface NothingListedProps {
  readonly noTags: boolean;
  readonly onClearFilter: () => void;
}

function NothingListed({ noTags, onClearFilter }: NothingListedProps) {
  const { words } = useLanguage();
  if (noTags) return <EmptyState title={words.live.noTags} />;
  return (
    <EmptyState title={words.live.nothingMatches}>
      <button type="button" className="button" onClick={onClearFilter}>
        {words.live.clearFilter}
      </button>
    </EmptyState>
  );
}
