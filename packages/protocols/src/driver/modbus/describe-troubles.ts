import type { ReadBlock } from './read-block.ts';
import { functionOfTable } from '../../modbus/function-code.ts';
import { sizeOf } from '../../modbus/modbus-read-plan.ts';
import { placeOf } from '../../modbus/place-of.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';
import type { UnitHealth } from './unit-health.ts';
import type { ModbusTagDefinition } from '../../definition/modbus-source-definition.ts';

/** Troubles, and tags, that are named; the others are counted. */
const MOST_NAMED = 5;

/** Describes which tags of a source get no samples, and why; undefined when all do. */
export function describeTroubles(
  units: readonly UnitHealth[],
  tags: readonly ModbusTagDefinition[],
  overrun: string | undefined,
): string | undefined {
  const troubles = units.flatMap((unit) => troublesOf(unit, tags));
  if (overrun !== undefined) troubles.push(overrun);
  if (troubles.length === 0) return undefined;
  const named = troubles.slice(0, MOST_NAMED);
  const rest = troubles.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function troublesOf(unit: UnitHealth, tags: readonly ModbusTagDefinition[]): string[] {
  if (unit.isDead) return [unit.trouble!.reason];
  return unit.blocks.flatMap((block) => troublesOfBlock(block, tags));
}

function troublesOfBlock(
  { parts, busyRounds }: ReadBlock,
  tags: readonly ModbusTagDefinition[],
): string[] {
  return parts.flatMap(({ request, trouble }) =>
    // A device that is busy for one round still works.
    trouble === undefined || busyRounds === 1
      ? []
      : [`${trouble.reason} (${rangeOf(request)}: ${namesIn(request, tags)})`],
  );
}

const TABLE_NAMES: Readonly<Record<ReadRequest['functionCode'], string>> = {
  1: 'coil',
  2: 'discrete input',
  3: 'holding register',
  4: 'input register',
};

function rangeOf({ unitId, functionCode, address, quantity }: ReadRequest): string {
  const table = TABLE_NAMES[functionCode];
  const range =
    quantity === 1 ? `${table} ${address}` : `${table}s ${address} to ${address + quantity - 1}`;
  return `unit ${unitId}, ${range}`;
}

function namesIn(
  { unitId, functionCode, address, quantity }: ReadRequest,
  tags: readonly ModbusTagDefinition[],
): string {
  const names = tags
    .filter((tag) => {
      if ((tag.unitId ?? 1) !== unitId) return false;
      const place = placeOf(tag);
      return (
        functionOfTable(place.table) === functionCode &&
        place.address < address + quantity &&
        address < place.address + sizeOf(tag)
      );
    })
    .map(({ name }) => name);
  const rest = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
