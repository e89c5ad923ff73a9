import type { ReactNode } from 'react';
import './filter.css';

interface FilterBarProps {
  /** The list that it narrows, where a page has more than one. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** The line above a list by whose fields the list is narrowed. */
export function FilterBar({ label, children }: FilterBarProps) {
  return (
    <div className="toolbar filter-bar" role="search" aria-label={label} data-density="compact">
      {children}
    </div>
  );
}
