import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { usePutPageTitle } from './use-page-title.ts';

/** A page beside this one, under the same heading. */
interface PageTab {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly count?: number;
  /** Not this one where the address goes on: another tab is below it. @default false */
  readonly isExact?: boolean;
}

interface PageProps {
  readonly title: string;
  /** Leaves the heading to screen readers, where the page needs its room. @default false */
  readonly titleHidden?: boolean;
  /** Facts beside the title: how many, since when, by whom. */
  readonly facts?: ReactNode;
  /** Buttons at the right, one of them primary at most. */
  readonly actions?: ReactNode;
  readonly tabs?: readonly PageTab[];
  readonly className?: string;
  readonly children: ReactNode;
}

/** The frame of every page: its landmark, its heading and the title of the browser's window. */
export function Page(props: PageProps) {
  const { title, titleHidden = false, facts, actions, tabs, className, children } = props;
  usePutPageTitle(title);
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
        <header className="page-header">
          <h1>{title}</h1>
          {facts !== undefined && <div className="page-facts">{facts}</div>}
          {actions !== undefined && <div className="page-actions">{actions}</div>}
        </header>
      )}
      {tabs !== undefined && <PageTabs label={title} tabs={tabs} />}
      {children}
    </main>
  );
}

function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  const { formats } = useLanguage();
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          activeOptions={{ includeSearch: false, exact: tab.isExact ?? false }}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="count">{formats.number.integer(tab.count)}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
