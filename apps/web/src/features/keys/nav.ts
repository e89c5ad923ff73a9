import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/keys',
  label: { en: 'API keys', es: 'Claves de la API' },
  group: 'access',
  permission: 'keys.manage',
};
