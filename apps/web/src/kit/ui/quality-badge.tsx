import { memo } from 'react';
import { qualityOf, statusText } from '../format/quality.ts';
import type { Quality } from '../format/quality.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

// A ring, a triangle and a crossed square: told apart without colour.
const SHAPES: Readonly<Record<Quality, React.ReactNode>> = {
  GOOD: <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  UNCERTAIN: <path d="M6 1 11.5 11H.5z" fill="currentColor" />,
  BAD: (
    <>
      <rect x="0.5" y="0.5" width="11" height="11" rx="2" fill="currentColor" />
      <path d="m3.4 3.4 5.2 5.2m0-5.2L3.4 8.6" stroke="var(--panel)" strokeWidth="1.6" />
    </>
  ),
};

export function QualityShape({ quality }: { readonly quality: Quality }) {
  return (
    <svg className="quality-shape" viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[quality]}
    </svg>
  );
}

/** Quality of a sample by shape and word, without a hue; the status behind it on hover. */
export const QualityBadge = memo(function QualityBadge({
  status,
}: {
  readonly status: number | undefined;
}) {
  const words = useWords(kitWords);
  if (status === undefined)
    return <span className="quality quality-none">{words.quality.none}</span>;
  const quality = qualityOf(status);
  return (
    <span
      className={`quality quality-${quality.toLowerCase()}`}
      data-quality={quality}
      title={statusText(status, words)}
    >
      <QualityShape quality={quality} />
      {words.quality[quality]}
    </span>
  );
});
