import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page, QueryState } from '../../kit/ui/page.tsx';
import { useNarrow } from '../../kit/ui/use-narrow.ts';
import {
  LatestStoreContext,
  createLatestStore,
  tagWords,
  useLiveFeed,
  useTagList,
} from '../tags/index.ts';
import './live.css';
import { liveWords } from './live-words.ts';
import { SelectionBar } from './selection-bar.tsx';
import { TagListPanel } from './tag-list-panel.tsx';
import { readTagListSearch } from './tag-list-search.ts';
import type { TagListSearchChange } from './tag-list-search.ts';
import { useListedTags } from './use-listed-tags.ts';
import { useSelection } from './use-selection.ts';

const NO_TAGS: readonly never[] = [];
const route = getRouteApi('/');

export function LivePage() {
  const words = useWords(liveWords);
  const { listFailed } = useWords(tagWords);
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/' });
  const tagList = useTagList();
  const tags = tagList.data ?? NO_TAGS;
  const [store] = useState(createLatestStore);
  useLiveFeed({ onSamples: store.accept });
  const listed = useListedTags({ tags, search, store, grouping: !useNarrow() });
  const selection = useSelection();
  const change = (part: TagListSearchChange): void => {
    void navigate({ search: readTagListSearch({ ...search, ...part }), replace: true });
  };
  const head = tags.length > 0 && (
    <>
      <TagCount shown={listed.matchingCount} all={tags.length} />
      <SelectionBar selectedIds={selection.selectedIds} onClear={selection.clear} />
    </>
  );
  return (
    <LatestStoreContext value={store}>
      <Page title={words.title} beside={head} className="live-page">
        <QueryState query={tagList} failed={listFailed} empty={words.noTags}>
          {() => <TagListPanel {...{ tags, listed, search, selection }} onChange={change} />}
        </QueryState>
      </Page>
    </LatestStoreContext>
  );
}

function TagCount({ shown, all }: { readonly shown: number; readonly all: number }) {
  const words = useWords(liveWords);
  const { integer } = useLanguage().formats.number;
  return (
    <p className="page-note" aria-live="polite">
      {shown === all
        ? words.tagCount(integer(all), all)
        : words.shownCount(integer(shown), integer(all))}
    </p>
  );
}
