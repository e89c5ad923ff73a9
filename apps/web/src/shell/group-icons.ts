import type { IconName } from '../kit/ui/icon.tsx';
import type { NavGroup } from '../session/nav-entry.ts';

export const GROUP_ICONS: Readonly<Record<NavGroup, IconName>> = {
  operate: 'home',
  wells: 'well',
  engineering: 'ruler',
  plant: 'factory',
  business: 'invoice',
  analysis: 'lens',
  access: 'lock',
  system: 'server',
};
