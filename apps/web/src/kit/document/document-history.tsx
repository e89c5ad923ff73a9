import type { DocumentMove } from '@varve/contract';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Timeline } from '../ui/timeline.tsx';

interface DocumentHistoryProps {
  /** Newest first. */
  readonly moves: readonly DocumentMove[];
  /** Words about a transition that was taken, by its name: "Approved". */
  readonly names: Readonly<Record<string, string>>;
}

/** Panel of who did what with a document, when and why. */
export function DocumentHistory({ moves, names }: DocumentHistoryProps) {
  const words = useWords(kitWords).document;
  const { time } = useLanguage().formats;
  const known: Readonly<Record<string, string>> = {
    create: words.created,
    set: words.changed,
    ...names,
  };
  const newest = moves[0];
  return (
    <section className="panel" aria-label={words.history}>
      <header className="panel-header">
        <h2>{words.history}</h2>
        {newest !== undefined && (
          <span className="note push">{time.zoneName(newest.movedAtMs)}</span>
        )}
      </header>
      <div className="panel-body">
        <Timeline
          entries={moves.map(({ transition, reason, movedAtMs, movedByName }, index) => ({
            key: moves.length - index,
            timeMs: movedAtMs,
            title: (
              <>
                {known[transition] ?? transition}{' '}
                {movedByName === null ? words.byNobody : words.by(movedByName)}
              </>
            ),
            ...(reason !== '' && { detail: reason }),
            isMain: index === 0,
          }))}
        />
      </div>
    </section>
  );
}
