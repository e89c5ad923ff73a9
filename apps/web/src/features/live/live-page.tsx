import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
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
  const facts = tags.length > 0 && <TagCount shown={listed.matchingCount} all={tags.length} />;
  const actions = <SelectionBar selectedIds={selection.selectedIds} onClear={selection.clear} />;
  return (
    <LatestStoreContext value={store}>
      <Page title={words.title} facts={facts} actions={actions}>
        <QueryState
          query={tagList}
          failed={listFailed}
          empty={{ title: words.noTags, hint: words.noTagsHint }}
        >
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
    <p aria-live="polite">
      {shown === all
        ? words.tagCount(integer(all), all)
        : words.shownCount(integer(shown), integer(all))}
    </p>
  );
}
