import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/drilling',
  label: { en: 'Drilling', es: 'Perforación' },
  group: 'engineering',
  permission: 'engineering.read',
};
