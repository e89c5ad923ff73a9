import type { NavEntry } from '../../kit/ui/nav-entry.ts';

export const nav: NavEntry = { to: '/', label: { en: 'Live', es: 'En vivo' } };
