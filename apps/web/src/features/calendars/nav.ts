import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/calendars',
  label: { en: 'Calendars', es: 'Calendarios' },
  group: 'system',
  permission: 'configuration.read',
};
