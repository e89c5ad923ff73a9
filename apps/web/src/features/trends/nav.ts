import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/trend',
  label: { en: 'Trends', es: 'Tendencias' },
  group: 'operate',
  permission: 'trends.read',
  letter: 't',
  thumbIcon: 'trend',
};
