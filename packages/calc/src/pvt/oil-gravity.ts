import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';

/** Specific gravity of an oil of this API gravity. */
export const gravityOfApi = (oilApi: number): number => 141.5 / (131.5 + oilApi);

/**
 * Specific gravity of an oil at 60 °F from its API gravity (water = 1).
 *
 * @param oilApi - API gravity, above -131.5 °API
 *
 * Source: definition of API gravity, API MPMS chapter 11.
 */
export const oilSpecificGravity = (oilApi: number): Quantity =>
  correlate({ oilApi }, {}, 'oilGravity', (oil) => gravityOfApi(oil.oilApi));

/**
 * API gravity of an oil from its specific gravity at 60 °F (water = 1), °API.
 *
 * @param oilGravity - specific gravity, above 0; more than 1.076 has no positive API gravity and is refused
 *
 * Source: definition of API gravity, API MPMS chapter 11.
 */
export const oilApiGravity = (oilGravity: number): Quantity =>
  correlate({ oilGravity }, {}, 'oilApi', (oil) => 141.5 / oil.oilGravity - 131.5);
