import type { LinkProps } from '@tanstack/react-router';
import type { Permission } from '../api/contract.ts';
import type { Translated } from '../kit/i18n/translated.ts';

/** The groups of the rail, in their order. A group without an entry that the person may use is not drawn. */
export const NAV_GROUPS = [
  'operate',
  'wells',
  'engineering',
  'plant',
  'business',
  'analysis',
  'access',
  'system',
] as const;

export type NavGroup = (typeof NAV_GROUPS)[number];

/** A page that the navigation leads to. Its label is here, so that the first download carries labels and no other words of a feature. */
export interface NavEntry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: Translated<string>;
  /** Its group in the rail; `person` puts it into the person's own menu. */
  readonly group: NavGroup | 'person';
  /** The right that the page needs; null for what everybody may. */
  readonly permission: Permission | null;
  /** A tab of the page before it: the palette finds it, rail and sheet do not show it. */
  readonly isTab?: true;
  /** The letter that leads here after `g`. */
  readonly letter?: string;
  /** The icon of its place in the bar at the thumb; without one it has none there. */
  readonly thumbIcon?: 'home' | 'trend' | 'bell' | 'well';
}
