import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/shift-log',
  label: { en: 'Shift log', es: 'Libro de turno' },
  group: 'operate',
  permission: 'shift-log.read',
};
