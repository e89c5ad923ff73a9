import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { TagView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { timeRangeOf } from '../../kit/time-range/time-range.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import {
  LatestStoreContext,
  TagPicker,
  createLatestStore,
  orderByName,
  tagWords,
  useTagList,
} from '../tags/index.ts';
import { MOST_CURVES, writeTagIds } from './link.ts';
import { TrendPanel } from './trend-panel.tsx';
import { readTagIds, readTrendSearch } from './read-trend-search.ts';
import type { TrendSearchChange } from './read-trend-search.ts';
import { trendWords } from './trend-words.ts';
import './trends.css';

const route = getRouteApi('/trend');

export function TrendPage() {
  const words = useWords(trendWords);
  const { listFailed } = useWords(tagWords);
  const tagList = useTagList();
  return (
    <Page title={words.title} titleHidden className="trend-page">
      <QueryState query={tagList} failed={listFailed}>
        {(tags) => <ChosenTrend tags={tags} />}
      </QueryState>
    </Page>
  );
}

function ChosenTrend({ tags }: { readonly tags: readonly TagView[] }) {
  const words = useWords(trendWords);
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/trend' });
  const [store] = useState(createLatestStore);
  const { chosen, unknownIds } = useChosenTags(tags, search.tags);
  const named = useMemo(() => orderByName(tags), [tags]);
  const chosenIds = chosen.map(({ id }) => id);
  const range = useMemo(() => timeRangeOf(search), [search]);
  const change = (part: TrendSearchChange, replace = false): void => {
    void navigate({ search: readTrendSearch({ ...search, ...part }), replace });
  };
  const picker = (
    <TagPicker
      tags={named}
      chosenIds={chosenIds}
      chosenMax={MOST_CURVES}
      onAdd={(tagId) => {
        change({ tags: writeTagIds([...chosenIds, tagId]) }, true);
      }}
    />
  );
  return (
    <>
      {unknownIds.length > 0 && (
        <p className="notice" role="status">
          {words.unknownTags(unknownIds.join(', '))}
        </p>
      )}
      {chosen.length === 0 ? (
        <EmptyState title={words.chooseTitle} hint={words.chooseHint}>
          {picker}
        </EmptyState>
      ) : (
        <LatestStoreContext value={store}>
          <TrendPanel {...{ tags: chosen, range, store, picker, onChange: change }} />
        </LatestStoreContext>
      )}
    </>
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
