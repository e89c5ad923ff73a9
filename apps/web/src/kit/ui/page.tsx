import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import './page.css';

interface PageProps {
  readonly title: string;
  /** Leaves the heading to screen readers, where the page needs its room. @default false */
  readonly titleHidden?: boolean;
  /** Stands beside the title: facts first, then actions. */
  readonly beside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The frame of every page: its landmark, its heading and the title of the browser's window. */
export function Page({ title, titleHidden = false, beside, className, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Varve`;
  }, [title]);
  return (
    // Within the reach of Tab, so that keys scroll a page on which nothing can be pressed.
    <main
      id="content"
      tabIndex={0}
      className={className === undefined ? 'page' : `page ${className}`}
    >
      {titleHidden ? (
        <h1 className="visually-hidden">{title}</h1>
      ) : (
        <div className="page-head">
          <h1>{title}</h1>
          {beside}
        </div>
      )}
      {children}
    </main>
  );
}

interface QueryStateProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    /** How often it failed: a question that is asked again shows its failure meanwhile. */
    readonly errorUpdateCount: number;
    readonly refetch: () => unknown;
  };
  /** Says what could not be read. */
  readonly failed: string;
  /** Shown for a list without entries; left out where the panels say so themselves. */
  readonly empty?: string;
  readonly children: (data: Data) => ReactNode;
}

/** Shows the state of a query until it has data, and then its panels. Data that came once stay while they are asked for again. */
export function QueryState<Data>({ query, failed, empty, children }: QueryStateProps<Data>) {
  const { data, errorUpdateCount, refetch } = query;
  if (data === undefined) {
    if (errorUpdateCount === 0) return <LoadingState />;
    return <FailedState what={failed} onRetry={() => void refetch()} />;
  }
  if (empty !== undefined && Array.isArray(data) && data.length === 0) {
    return <EmptyState title={empty} />;
  }
  return children(data);
}

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** There is nothing to show, and that is no fault. */
export function EmptyState({ title, hint, children }: EmptyStateProps) {
  return (
    <div className="page-state" role="status">
      <p className="page-state-title">{title}</p>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}

interface FailedStateProps {
  readonly what: string;
  readonly onRetry: () => void;
}

/** Something could not be had; it is tried again on demand. */
export function FailedState({ what, onRetry }: FailedStateProps) {
  const words = useWords(kitWords);
  return (
    <div className="page-state" role="alert">
      <p className="page-state-title">{what}</p>
      <button type="button" className="button" onClick={onRetry}>
        {words.page.retry}
      </button>
    </div>
  );
}

export function LoadingState() {
  const words = useWords(kitWords);
  return (
    <div className="page-state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{words.page.loading}…</p>
    </div>
  );
}
