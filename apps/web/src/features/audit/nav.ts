import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/audit',
  label: { en: 'Audit', es: 'Auditoría' },
  group: 'access',
  permission: 'audit.read',
};
