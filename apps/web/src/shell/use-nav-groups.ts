import { useLocation } from '@tanstack/react-router';
import { NAV_GROUPS } from '../session/nav-entry.ts';
import type { NavEntry, NavGroup } from '../session/nav-entry.ts';
import { useMay } from '../session/session-context.ts';
import { navigation } from './navigation.ts';

/** A group of the rail with those of its pages that the person may use. */
export interface GroupOfPages {
  readonly group: NavGroup;
  readonly entries: readonly NavEntry[];
  /** The page that is shown is one of its pages, or below one. */
  readonly isOpen: boolean;
}

/** The pages that the person may use, in the order of the navigation. */
export function useNavEntries(): readonly NavEntry[] {
  const may = useMay();
  return navigation.filter(({ permission }) => permission === null || may(permission));
}

/** The groups that have a page for the person. */
export function useNavGroups(): readonly GroupOfPages[] {
  const allowed = useNavEntries();
  const current = useCurrentEntry();
  return NAV_GROUPS.flatMap((group) => {
    const entries = allowed.filter((entry) => entry.group === group && !entry.isTab);
    return entries.length === 0 ? [] : [{ group, entries, isOpen: current?.group === group }];
  });
}

/** The entry whose page is shown, or the one that it is below; undefined where no entry leads. */
export function useCurrentEntry(): NavEntry | undefined {
  const pathname = useLocation({ select: (location) => location.pathname });
  return navigation
    .filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .toSorted((first, second) => second.to.length - first.to.length)[0];
}
