import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

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
