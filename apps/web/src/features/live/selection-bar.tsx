import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { MAX_TREND_TAGS, writeTagIds } from '../trends/trend-search.ts';

interface SelectionBarProps {
  readonly selectedIds: ReadonlySet<number>;
  readonly onClear: () => void;
}

/** What to do with the selected tags; absent while there are none. */
export function SelectionBar({ selectedIds, onClear }: SelectionBarProps) {
  const { words, formats } = useLanguage();
  const { integer } = formats.number;
  return (
    <div className="selection-bar" role="status" data-empty={selectedIds.size === 0}>
      {selectedIds.size > 0 && (
        <>
          <span>{words.live.selected(integer(selectedIds.size), integer(MAX_TREND_TAGS))}</span>
          <Link
            className="button button-primary"
            to="/trend"
            search={{ tags: writeTagIds([...selectedIds]), range: '15m' }}
          >
            {words.live.openTrend}
          </Link>
          <button type="button" className="button" onClick={onClear}>
            {words.live.clear}
          </button>
        </>
      )}
    </div>
  );
}
