import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/status',
  label: { en: 'Status', es: 'Estado' },
  group: 'system',
  permission: 'status.read',
  letter: 's',
};
