import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { HealthPanel } from './health-panel.tsx';
import { statusWords } from './status-words.ts';
import './status.css';

const POLL_MS = 2_000;

export function StatusPage() {
  const words = useWords(statusWords);
  const health = useQuery({
    ...trpc.status.health.queryOptions(),
    refetchInterval: POLL_MS,
    retry: false,
    staleTime: 0,
  });
  return (
    <Page title={words.title} className="status-page">
      <QueryState query={health} failed={words.failed}>
        {(health) => <HealthPanel health={health} />}
      </QueryState>
    </Page>
  );
}
