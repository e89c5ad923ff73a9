import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { SearchBox } from '../../kit/filter/search-box.tsx';
import { QUALITIES } from '../../kit/format/quality.ts';
import type { Quality } from '../../kit/format/quality.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { QualityShape } from '../../kit/ui/quality-badge.tsx';
import type { TagListSearch, TagListSearchChange } from './tag-list-search.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { liveWords } from './live-words.ts';

interface TagToolbarProps {
  readonly search: TagListSearch;
  readonly sources: readonly string[];
  readonly counts: Readonly<Record<Quality, number>>;
  /** Takes the changed parts; undefined removes one. */
  readonly onChange: (change: TagListSearchChange) => void;
}

export function TagToolbar({ search, sources, counts, onChange }: TagToolbarProps) {
  const words = useWords(liveWords);
  return (
    <FilterBar>
      <SearchBox
        label={words.filterLabel}
        placeholder={words.filter}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      <FilterSelect
        label={words.source}
        any={words.allSources}
        value={search.source}
        values={sources}
        nameOf={String}
        onChange={(source) => onChange({ source })}
      />
      <QualityFilter
        chosen={search.quality}
        counts={counts}
        onChoose={(quality) => {
          onChange({ quality });
        }}
      />
    </FilterBar>
  );
}

interface QualityFilterProps {
  readonly chosen: Quality | undefined;
  readonly counts: Readonly<Record<Quality, number>>;
  readonly onChoose: (quality: Quality | undefined) => void;
}

/** How many tags are in each class; pressing one lists only those. */
function QualityFilter({ chosen, counts, onChoose }: QualityFilterProps) {
  const words = useWords(liveWords);
  const qualityWords = useWords(kitWords).quality;
  const { formats } = useLanguage();
  return (
    <div className="segments quality-filter" role="group" aria-label={words.quality}>
      {QUALITIES.map((quality) => (
        <button
          key={quality}
          type="button"
          className={counts[quality] > 0 ? 'has-tags' : undefined}
          aria-pressed={chosen === quality}
          onClick={() => {
            onChoose(chosen === quality ? undefined : quality);
          }}
        >
          <QualityShape quality={quality} />
          <span>{qualityWords[quality]}</span>
          <b>{formats.number.integer(counts[quality])}</b>
        </button>
      ))}
    </div>
  );
}
