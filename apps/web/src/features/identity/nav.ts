import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/identity',
  label: { en: 'Identity providers', es: 'Proveedores de identidad' },
  group: 'access',
  permission: 'identity.manage',
};
