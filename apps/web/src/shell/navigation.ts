import { nav as live } from '../features/live/nav.ts';
import { nav as status } from '../features/status/nav.ts';
import { nav as trends } from '../features/trends/nav.ts';
import type { NavEntry } from '../kit/ui/nav-entry.ts';

/** The pages of the console, in the order in which the header shows them. */
export const navigation: readonly NavEntry[] = [live, trends, status];
