import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

/** The way out of a list that its filter left nothing of: the same page, all of it. */
export function ClearFilter() {
  const { clearFilter } = useWords(kitWords);
  return (
    <Link to="." search={{}} replace className="button">
      {clearFilter}
    </Link>
  );
}
