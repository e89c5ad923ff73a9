import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { MOST_CURVES, link as trendLink } from '../trends/link.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { liveWords } from './live-words.ts';

interface SelectionBarProps {
  readonly selectedIds: ReadonlySet<number>;
  readonly onClear: () => void;
}

/** The actions for the selected tags; absent while none is selected. */
export function SelectionBar({ selectedIds, onClear }: SelectionBarProps) {
  const words = useWords(liveWords);
  const { formats } = useLanguage();
  const { integer } = formats.number;
  return (
    <div className="selection-bar" role="status" data-empty={selectedIds.size === 0}>
      {selectedIds.size > 0 && (
        <>
          <span>{words.selected(integer(selectedIds.size), integer(MOST_CURVES))}</span>
          <Link className="button button-primary" {...trendLink(selectedIds)}>
            {words.openTrend}
          </Link>
          <button type="button" className="button" onClick={onClear}>
            {words.clear}
          </button>
        </>
      )}
    </div>
  );
}
