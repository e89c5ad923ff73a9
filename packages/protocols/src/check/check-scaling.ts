import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { rawTypeOf } from '../modbus/modbus-read-plan.ts';
import type { Expect } from './expect.ts';

/** Finds mistakes in how a tag's values are scaled by two ranges. */
export function checkScaling(tag: ModbusTagDefinition, expect: Expect): void {
  const { scaling, scale, offset } = tag;
  if (scaling === undefined) return;
  const isAlone = scale === undefined && offset === undefined;
  expect('scaling', isAlone, 'either scaling or scale and offset, not both');
  expect('scaling', rawTypeOf(tag) !== 'bool', 'no scaling of a bit');
  const { rawLow, rawHigh, low, high } = scaling;
  const areFinite = [rawLow, rawHigh, low, high].every(Number.isFinite);
  expect('scaling', areFinite, 'finite numbers rawLow, rawHigh, low and high');
  if (!areFinite) return;
  const isRising = rawLow < rawHigh && Number.isFinite(rawHigh - rawLow);
  expect('scaling', isRising, 'rawLow to be less than rawHigh');
  expect('scaling', low !== high, 'low and high to differ');
}
