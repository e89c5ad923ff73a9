import type { PlaceKind } from '@varve/contract';

/** Tables of the places that a role may be bound to. */
export const PLACE_TABLES: Readonly<Record<PlaceKind, string>> = {
  field: 'fields',
  well: 'wells',
  factory: 'factories',
  machine: 'machines',
  equipment: 'equipment',
};
