import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { AgeText } from '../../kit/clock/age-text.tsx';
import type { LatestView, TagView } from '../../api/contract.ts';
import { qualityClass } from '../../kit/ui/quality-class.ts';
import { rangeFraction, valueText } from '../../kit/format/value-text.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { QualityBadge } from '../../kit/ui/quality-badge.tsx';
import { useLatest } from '../tags/index.ts';
import { link as trendLink } from '../trends/link.ts';
import { splitName } from './list-item.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { liveWords } from './live-words.ts';

interface TagRowProps {
  readonly tag: TagView;
  readonly rowIndex: number;
  readonly top: number;
  /** Tab stops at one row of the list; arrows lead to the others. */
  readonly isTabStop: boolean;
  readonly selected: boolean;
  /** As many tags as a trend can show are selected already. */
  readonly full: boolean;
  readonly onToggle: (tagId: number) => void;
}

/** One tag: drawn again only when its own sample or selection changes. */
export const TagRow = memo(function TagRow(props: TagRowProps) {
  const { tag, rowIndex, top, isTabStop, selected, full, onToggle } = props;
  const tabIndex = isTabStop ? 0 : -1;
  const words = useWords(liveWords);
  const latest = useLatest(tag.id);
  return (
    <div
      role="row"
      className={selected ? 'tag-row is-selected' : 'tag-row'}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={rowIndex + 2}
      data-row-index={rowIndex}
      data-testid="tag-row"
      data-tag={tag.name}
    >
      <span role="cell" className="cell-select">
        <input
          type="checkbox"
          checked={selected}
          tabIndex={tabIndex}
          // A text has no line to draw.
          disabled={tag.dataType === 'text' || (full && !selected)}
          aria-label={words.select(tag.name)}
          onChange={() => {
            onToggle(tag.id);
          }}
        />
      </span>
      <span role="cell" className="cell-name" title={tag.name}>
        <TagName tag={tag} tabIndex={tabIndex} />
      </span>
      <span role="cell" className="cell-description" title={tag.description}>
        {tag.description}
      </span>
      <LiveValue tag={tag} latest={latest} />
      <span role="cell" className="cell-quality">
        <QualityBadge status={latest?.status} />
      </span>
      <span role="cell" className="cell-age">
        {latest === undefined ? '–' : <AgeText timeMs={latest.timeMs} />}
      </span>
      <span role="cell" className="cell-source">
        {tag.source}
      </span>
    </div>
  );
});

function TagName({ tag, tabIndex }: { readonly tag: TagView; readonly tabIndex: number }) {
  const { prefix, rest } = splitName(tag.name);
  const name = (
    <>
      {prefix !== '' && <span className="prefix">{prefix}</span>}
      <span>{rest}</span>
    </>
  );
  if (tag.dataType === 'text') return name;
  return (
    <Link {...trendLink([tag.id])} tabIndex={tabIndex}>
      {name}
    </Link>
  );
}

function isWord({ dataType }: TagView): boolean {
  return dataType === 'digital' || dataType === 'text';
}

interface LiveValueProps {
  readonly tag: TagView;
  readonly latest: LatestView | undefined;
}

function LiveValue({ tag, latest }: LiveValueProps) {
  const { formats } = useLanguage();
  const value = latest?.value ?? null;
  const text = latest?.text ?? (value === null ? '—' : valueText(value, tag, formats.number));
  const fraction = value === null ? null : rangeFraction(value, tag);
  return (
    <>
      <span role="cell" className="cell-value">
        <span
          className={`live-value${isWord(tag) ? ' is-state' : ''}${latest === undefined ? '' : qualityClass(latest.status)}`}
          data-testid="live-value"
          title={text}
        >
          {text}
        </span>
        {tag.unit !== '' && <span className="unit">{tag.unit}</span>}
      </span>
      <span role="cell" className="cell-range" aria-hidden="true">
        {fraction !== null && (
          <span className="range-bar">
            <span style={{ left: `${(fraction * 100).toFixed(1)}%` }} />
          </span>
        )}
      </span>
    </>
  );
}
