import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import type { HealthView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { EmptyState, FailedState, LoadingState } from '../../kit/ui/page-state.tsx';
import { usePageTitle } from '../../kit/ui/use-page-title.ts';
import { HealthSummary } from './health-summary.tsx';
import { SinkList } from './sink-list.tsx';
import { SourceCard } from './source-card.tsx';

const POLL_MS = 2_000;

export function StatusPage() {
  const { words } = useLanguage();
  usePageTitle(words.status.title);
  const { data, error, refetch } = useHealth();
  if (data !== undefined) return <Health health={data} />;
  return (
    <main id="content" className="page">
      {error === null ? (
        <LoadingState />
      ) : (
        <FailedState what={words.status.failed} onRetry={() => void refetch()} />
      )}
    </main>
  );
}

/** Asks how things are every two seconds. */
function useHealth() {
  return useQuery({
    ...trpc.status.health.queryOptions(),
    refetchInterval: POLL_MS,
    retry: false,
    staleTime: 0,
  });
}

function Health({ health }: { readonly health: HealthView }) {
  const { words } = useLanguage();
  return (
    <main id="content" className="page status-page">
      <div className="page-head">
        <h1>{words.status.title}</h1>
      </div>
      <HealthSummary health={health} />
      {health.clock.isBehind && (
        <p className="page-warning" role="status" data-testid="clock-behind">
          {words.status.clockBehind}
        </p>
      )}
      <div className="page-head">
        <h2>{words.status.sources}</h2>
        <p className="page-note">{words.status.counterNote}</p>
      </div>
      {health.sources.length === 0 && <EmptyState title={words.status.noSources} />}
      <div className="source-cards">
        {health.sources.map((source) => (
          <SourceCard key={source.name} source={source} />
        ))}
      </div>
      <div className="page-head">
        <h2>{words.status.sinks}</h2>
      </div>
      <SinkList sinks={health.sinks} spool={health.spool} />
    </main>
  );
}
