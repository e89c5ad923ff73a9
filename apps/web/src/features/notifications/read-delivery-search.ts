import { DELIVERY_STATES } from '../../api/codes.ts';
import type { DeliveryView } from '../../api/contract.ts';

/** The address of the list of messages: `state=dead`. */
export interface DeliverySearch {
  readonly state?: DeliveryView['state'];
}

/** Reads the address, leaving out whatever makes no sense. */
export function readDeliverySearch({ state }: Record<string, unknown>): DeliverySearch {
  const known = DELIVERY_STATES.find((one) => one === state);
  return known === undefined ? {} : { state: known };
}
