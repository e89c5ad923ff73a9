import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/sessions',
  label: { en: 'Sessions', es: 'Sesiones' },
  group: 'access',
  permission: 'sessions.manage',
};
