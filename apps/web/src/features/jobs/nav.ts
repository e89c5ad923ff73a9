import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/jobs',
  label: { en: 'Jobs', es: 'Tareas' },
  group: 'system',
  permission: 'system.manage',
  letter: 'j',
};
