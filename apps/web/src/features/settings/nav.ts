import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/settings',
  label: { en: 'Settings', es: 'Ajustes' },
  group: 'system',
  permission: 'configuration.read',
};
