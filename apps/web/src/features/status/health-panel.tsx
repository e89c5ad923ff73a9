import type { HealthView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { HealthSummary } from './health-summary.tsx';
import { SinkList } from './sink-list.tsx';
import { SourceCard } from './source-card.tsx';
import { statusWords } from './status-words.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';

/** The system as a whole, its sources and its sinks. */
export function HealthPanel({ health }: { readonly health: HealthView }) {
  const words = useWords(statusWords);
  return (
    <>
      <HealthSummary health={health} />
      {health.clock?.isBehind === true && (
        <p className="notice" role="status" data-testid="clock-behind">
          {words.clockBehind}
        </p>
      )}
      <div className="section-head">
        <h2>{words.sources}</h2>
        <p className="note">{words.counterNote}</p>
      </div>
      {health.sources.length === 0 && <EmptyState title={words.noSources} />}
      <div className="source-cards">
        {health.sources.map((source) => (
          <SourceCard key={source.name} source={source} />
        ))}
      </div>
      <div className="section-head">
        <h2>{words.sinks}</h2>
      </div>
      <SinkList sinks={health.sinks} spool={health.spool} />
    </>
  );
}
