import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useOnReconnect } from '../../api/connection/use-connection.ts';
import type { TagView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { LatestStoreContext } from '../tags/latest-store-context.ts';
import { createLatestStore } from '../tags/latest-store.ts';
import { orderByName } from '../live/order-tags.ts';
import { useTagList } from '../tags/use-tag-list.ts';
import { EmptyState, FailedState, LoadingState } from '../../kit/ui/page-state.tsx';
import { usePageTitle } from '../../kit/ui/use-page-title.ts';
import { TagPicker } from '../tags/tag-picker.tsx';
import { readTagIds, readTrendSearch, trendRangeOf, writeTagIds } from './trend-search.ts';
import type { TrendSearchChange } from './trend-search.ts';
import { TrendView } from './trend-panel.tsx';

const route = getRouteApi('/trend');

export function TrendPage() {
  const { words } = useLanguage();
  usePageTitle(words.trend.title);
  const { data: tags, isError, refetch } = useTagList();
  const renew = useCallback(() => void refetch(), [refetch]);
  useOnReconnect(renew);
  if (tags !== undefined) return <ChosenTrend tags={tags} />;
  return (
    <main id="content" className="page">
      {isError ? <FailedState what={words.live.listFailed} onRetry={renew} /> : <LoadingState />}
    </main>
  );
}

function ChosenTrend({ tags }: { readonly tags: readonly TagView[] }) {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/trend' });
  const [store] = useState(createLatestStore);
  const { chosen, unknownIds } = useChosenTags(tags, search.tags);
  const named = useMemo(() => orderByName(tags), [tags]);
  const chosenIds = chosen.map(({ id }) => id);
  const range = useMemo(() => trendRangeOf(search), [search]);
  const change = (part: TrendSearchChange, replace = false): void => {
    void navigate({ search: readTrendSearch({ ...search, ...part }), replace });
  };
  const picker = (
    <TagPicker
      tags={named}
      chosenIds={chosenIds}
      onAdd={(tagId) => {
        change({ tags: writeTagIds([...chosenIds, tagId]) }, true);
      }}
    />
  );
  return (
    <main id="content" className="page trend-page">
      <h1 className="visually-hidden">{words.trend.title}</h1>
      {unknownIds.length > 0 && (
        <p className="page-warning" role="status">
          {words.trend.unknownTags(unknownIds.join(', '))}
        </p>
      )}
      {chosen.length === 0 ? (
        <EmptyState title={words.trend.chooseTitle} hint={words.trend.chooseHint}>
          {picker}
        </EmptyState>
      ) : (
        <LatestStoreContext value={store}>
          <TrendView {...{ tags: chosen, range, store, picker, onChange: change }} />
        </LatestStoreContext>
      )}
    </main>
  );
}

/** The tags that the address names, and the numbers in it that name none. */
function useChosenTags(tags: readonly TagView[], text: string | undefined) {
  return useMemo(() => {
    const ids = readTagIds(text);
    const byId = new Map(tags.map((tag) => [tag.id, tag]));
    return {
      chosen: ids.flatMap((id) => byId.get(id) ?? []),
      unknownIds: ids.filter((id) => !byId.has(id)),
    };
  }, [tags, text]);
}
