import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/',
  label: { en: 'Live', es: 'En vivo' },
  group: 'operate',
  permission: 'live.read',
  letter: 'h',
  thumbIcon: 'home',
};
