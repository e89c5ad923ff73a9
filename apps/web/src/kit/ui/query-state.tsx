import { useState } from 'react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { FailedState } from './failed-state.tsx';
import { LoadingState } from './loading-state.tsx';

interface QueryStateProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: unknown;
    /** How often it failed: a question that is asked again shows its failure meanwhile. */
    readonly errorUpdateCount: number;
    readonly errorUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  /** Says what could not be read. */
  readonly failed: string;
  /** Shown for a list without entries; left out where the panels say so themselves. */
  readonly empty?: { readonly title: string; readonly hint?: string; readonly action?: ReactNode };
  readonly children: (data: Data) => ReactNode;
}

/** Shows the state of a query until it has data, and then its panels. Data that came once stay while they are asked for again. */
export function QueryState<Data>({ query, failed, empty, children }: QueryStateProps<Data>) {
  const { data, error, errorUpdateCount, errorUpdatedAt, refetch } = query;
  const kept = useKept(error);
  const sinceMs = useFirst(errorUpdateCount === 0 ? null : errorUpdatedAt);
  if (data === undefined) {
    if (errorUpdateCount === 0) return <LoadingState />;
    const retry = (): void => void refetch();
    return (
      <FailedState what={failed} error={kept} sinceMs={sinceMs ?? undefined} onRetry={retry} />
    );
  }
  if (empty !== undefined && Array.isArray(data) && data.length === 0) {
    return (
      <EmptyState title={empty.title} hint={empty.hint}>
        {empty.action}
      </EmptyState>
    );
  }
  return children(data);
}

/** The last error: a question that is asked again has none meanwhile. */
function useKept(error: unknown): unknown {
  const [kept, setKept] = useState(error);
  if (error !== null && error !== kept) setKept(error);
  return error ?? kept;
}

function useFirst(timeMs: number | null): number | null {
  const [firstMs, setFirst] = useState(timeMs);
  if (firstMs === null && timeMs !== null) setFirst(timeMs);
  return firstMs;
}
