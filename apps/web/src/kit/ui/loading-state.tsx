import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

const LINES = [1, 2, 3, 4, 5];

/** Grey lines where text will be, seen only where the answer takes its time. */
export function LoadingState() {
  const words = useWords(kitWords).page;
  return (
    <div className="skeletons" role="status" aria-busy="true">
      <span className="visually-hidden">{words.loading}…</span>
      {LINES.map((line) => (
        <span key={line} className="skeleton" />
      ))}
    </div>
  );
}
