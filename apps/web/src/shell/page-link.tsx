import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NavEntry } from '../session/nav-entry.ts';

interface PageLinkProps {
  readonly entry: NavEntry;
  readonly className?: string;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

/** A link of the navigation: current while its page is shown, or one below it. */
export function PageLink({ entry, ...rest }: PageLinkProps) {
  return (
    <Link
      to={entry.to}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      {...rest}
    />
  );
}
