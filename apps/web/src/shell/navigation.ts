import { nav as audit } from '../features/audit/nav.ts';
import { nav as calendars } from '../features/calendars/nav.ts';
import { nav as displays } from '../features/displays/nav.ts';
import { nav as drilling } from '../features/drilling/nav.ts';
import { nav as identity } from '../features/identity/nav.ts';
import { nav as jobs } from '../features/jobs/nav.ts';
import { nav as keys } from '../features/keys/nav.ts';
import { nav as live } from '../features/live/nav.ts';
import { nav as notifications } from '../features/notifications/nav.ts';
import { nav as profile } from '../features/profile/nav.ts';
import { nav as reports } from '../features/reports/nav.ts';
import { nav as sessions } from '../features/sessions/nav.ts';
import { nav as settings } from '../features/settings/nav.ts';
import { nav as status } from '../features/status/nav.ts';
import { nav as tenants } from '../features/tenants/nav.ts';
import { nav as trends } from '../features/trends/nav.ts';
import { nav as users, rolesNav as roles } from '../features/users/nav.ts';
import type { NavEntry } from '../session/nav-entry.ts';

/** The pages of the console, in the order in which each group shows them. */
export const navigation: readonly NavEntry[] = [
  live,
  trends,
  reports,
  drilling,
  users,
  roles,
  sessions,
  keys,
  displays,
  identity,
  audit,
  status,
  jobs,
  notifications,
  calendars,
  settings,
  tenants,
  profile,
];
