import type { LatestView } from '../../api/contract.ts';

/** A message from a page to the hub. A closed page says nothing, so open pages say now and then that they are alive. */
export type PageMessage =
  | { readonly kind: 'listen'; readonly tagIds: readonly number[] | undefined }
  | { readonly kind: 'alive' }
  | { readonly kind: 'leave' };

/** A message from the hub to a page. */
export type HubMessage =
  | { readonly kind: 'samples'; readonly samples: readonly LatestView[] }
  | { readonly kind: 'state'; readonly isUp: boolean };

export const ALIVE_MS = 5_000;
