import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/profile',
  label: { en: 'Your account', es: 'Su cuenta' },
  group: 'person',
  permission: null,
};
