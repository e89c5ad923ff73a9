import type { LatestView } from '../../api/contract.ts';

/** What a page says to the hub. A page that is gone says nothing: so those that are there say so now and then. */
export type PageMessage =
  | { readonly kind: 'listen'; readonly tagIds: readonly number[] | undefined }
  | { readonly kind: 'alive' }
  | { readonly kind: 'leave' };

/** What the hub says to a page. */
export type HubMessage =
  | { readonly kind: 'samples'; readonly samples: readonly LatestView[] }
  | { readonly kind: 'state'; readonly isUp: boolean };

export const ALIVE_MS = 5_000;
