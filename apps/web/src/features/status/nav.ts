import type { NavEntry } from '../../kit/ui/nav-entry.ts';

export const nav: NavEntry = { to: '/status', label: { en: 'Status', es: 'Estado' } };
