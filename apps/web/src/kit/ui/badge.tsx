import type { ReactNode } from 'react';

interface BadgeProps {
  /** Outline for what lives, solid for what is final, void for what no longer counts. @default 'live' */
  readonly kind?: 'live' | 'solid' | 'void';
  readonly children: ReactNode;
}

/** The state of a record in a word, without colour. */
export function Badge({ kind = 'live', children }: BadgeProps) {
  return <span className={kind === 'live' ? 'badge' : `badge badge-${kind}`}>{children}</span>;
}
