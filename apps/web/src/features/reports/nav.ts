import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/reports',
  label: { en: 'Reports', es: 'Informes' },
  group: 'analysis',
  permission: 'reports.read',
  letter: 'r',
};
