import type { DefinitionIssue } from './definition-issue.ts';
import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { sizeOf } from '../modbus/modbus-read-plan.ts';
import { placeOf } from '../modbus/place-of.ts';

/**
 * Finds values that share some but not all of their registers: one of the two addresses is wrong. A value inside another one (the low
 * word of a counter) and two tags of the same registers are allowed.
 */
export function checkOverlaps(tags: readonly ModbusTagDefinition[]): DefinitionIssue[] {
  const ranges = tags
    .map((tag, index) => {
      const { table, address } = placeOf(tag);
      return { tag, index, table, first: address, end: address + sizeOf(tag) };
    })
    .toSorted((one, other) => one.first - other.first || other.end - one.end);
  const last = new Map<string, (typeof ranges)[number]>();
  const issues: DefinitionIssue[] = [];
  for (const range of ranges) {
    const memory = `${range.tag.unitId ?? 1} ${range.table}`;
    const before = last.get(memory);
    if (before !== undefined && range.first < before.end && range.end > before.end) {
      issues.push({
        path: ['tags', range.index, 'address'],
        message: `tag ${range.tag.name}: expected registers of its own, got ${range.first} to ${range.end - 1}, and ${before.tag.name} has ${before.first} to ${before.end - 1}`,
      });
    }
    if (before === undefined || range.end > before.end) last.set(memory, range);
  }
  return issues;
}
