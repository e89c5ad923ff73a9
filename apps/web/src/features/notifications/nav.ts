import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/notifications',
  label: { en: 'Messages', es: 'Mensajes' },
  group: 'system',
  permission: 'notifications.manage',
};
