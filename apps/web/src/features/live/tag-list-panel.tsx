import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TagView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { link as trendLink } from '../trends/link.ts';
import { liveWords } from './live-words.ts';
import type { TagListSearch, TagListSearchChange } from './tag-list-search.ts';
import { TagTable } from './tag-table.tsx';
import { TagToolbar } from './tag-toolbar.tsx';
import type { ListedTags } from './use-listed-tags.ts';
import type { Selection } from './use-selection.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';

interface TagListPanelProps {
  readonly tags: readonly TagView[];
  readonly listed: ListedTags;
  readonly search: TagListSearch;
  readonly selection: Selection;
  readonly onChange: (part: TagListSearchChange) => void;
}

/** The filters, and the tags that pass them. */
export function TagListPanel({ tags, listed, search, selection, onChange }: TagListPanelProps) {
  const navigate = useNavigate();
  const sources = useMemo(() => [...new Set(tags.map(({ source }) => source))].toSorted(), [tags]);
  const { selectedIds, full, toggle } = selection;
  return (
    <>
      <TagToolbar {...{ search, sources, onChange }} counts={listed.counts} />
      {listed.items.length === 0 ? (
        <NothingMatches
          onClearFilter={() => {
            onChange({ q: undefined, source: undefined, quality: undefined });
          }}
        />
      ) : (
        <TagTable
          items={listed.items}
          order={{ sort: search.sort ?? 'name', descending: search.dir === 'desc' }}
          onOrder={({ sort, descending }) => {
            onChange({ sort, dir: descending ? 'desc' : undefined });
          }}
          {...{ selectedIds, full }}
          onToggle={toggle}
          onOpen={(tagId) => {
            void navigate(trendLink(selectedIds.size > 0 ? selectedIds : [tagId]));
          }}
        />
      )}
    </>
  );
}

function NothingMatches({ onClearFilter }: { readonly onClearFilter: () => void }) {
  const words = useWords(liveWords);
  const { clearFilter } = useWords(kitWords);
  return (
    <EmptyState title={words.nothingMatches}>
      <button type="button" className="button" onClick={onClearFilter}>
        {clearFilter}
      </button>
    </EmptyState>
  );
}
