import type { ReactNode } from 'react';
import { PageState } from './page-state.tsx';

interface EmptyStateProps {
  readonly title: string;
  /** Why nothing is here, or what would change that. */
  readonly hint?: string | undefined;
  /** The next step: a button or a link. */
  readonly children?: ReactNode;
}

/** There is nothing to show, and that is no fault. */
export function EmptyState({ title, hint, children }: EmptyStateProps) {
  return (
    <PageState icon="box" title={title} role="status">
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </PageState>
  );
}
