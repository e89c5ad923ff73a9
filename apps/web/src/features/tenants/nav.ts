import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/tenants',
  label: { en: 'Organisations', es: 'Organizaciones' },
  group: 'system',
  permission: 'tenants.manage',
};
