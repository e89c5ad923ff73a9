import type { NavEntry } from '../../kit/ui/nav-entry.ts';

export const nav: NavEntry = { to: '/trend', label: { en: 'Trend', es: 'Tendencia' } };
