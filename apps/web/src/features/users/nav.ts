import type { NavEntry } from '../../session/nav-entry.ts';

export const nav: NavEntry = {
  to: '/users',
  label: { en: 'Users', es: 'Usuarios' },
  group: 'access',
  permission: 'users.read',
  letter: 'u',
};

export const rolesNav: NavEntry = {
  to: '/roles',
  label: { en: 'Roles', es: 'Roles' },
  group: 'access',
  permission: 'users.read',
  isTab: true,
};
