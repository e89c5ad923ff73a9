import type { LinkProps } from '@tanstack/react-router';
import type { Translated } from '../i18n/translated.ts';

/** A page that the navigation leads to. Its label is here, so that the first download carries labels and no other words of a feature. */
export interface NavEntry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: Translated<string>;
}
