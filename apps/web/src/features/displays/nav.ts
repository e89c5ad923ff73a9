import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/displays',
  label: { en: 'Wall displays', es: 'Pantallas de pared' },
  group: 'access',
  permission: 'sessions.manage',
};
