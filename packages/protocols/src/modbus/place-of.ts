import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { parseModbusAddress, type ModbusPlace } from './parse-modbus-address.ts';

/**
 * Finds the place of a tag whose definition was checked.
 *
 * @throws SyntaxError for an address that cannot be read
 */
export function placeOf({
  table = 'holding-register',
  address,
  bit,
}: Pick<ModbusTagDefinition, 'table' | 'address' | 'bit'>): ModbusPlace {
  if (typeof address === 'number') return { table, address, bit };
  const place = parseModbusAddress(address);
  if (typeof place === 'string') throw new SyntaxError(`expected ${place}, got "${address}"`);
  return { ...place, bit: place.bit ?? bit };
}
