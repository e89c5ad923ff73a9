import type { DefinitionIssue } from './definition-issue.ts';
import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { sizeOf } from '../modbus/modbus-read-plan.ts';

/**
 * Finds values that share some of their registers and not all: one of the two addresses is wrong. A value within another (the low
 * word of a counter) and two tags of the same registers can be meant.
 */
export function checkOverlaps(tags: readonly ModbusTagDefinition[]): DefinitionIssue[] {
  const places = tags
    .map((tag, index) => ({ tag, index, first: tag.address, end: tag.address + sizeOf(tag) }))
    .toSorted((one, other) => one.first - other.first || other.end - one.end);
  const last = new Map<string, (typeof places)[number]>();
  const issues: DefinitionIssue[] = [];
  for (const place of places) {
    const { unitId = 1, table = 'holding-register' } = place.tag;
    const before = last.get(`${unitId} ${table}`);
    if (before !== undefined && place.first < before.end && place.end > before.end) {
      issues.push({
        path: ['tags', place.index, 'address'],
        message: `tag ${place.tag.name}: expected registers of its own, got ${place.first} to ${place.end - 1}, and ${before.tag.name} has ${before.first} to ${before.end - 1}`,
      });
    }
    if (before === undefined || place.end > before.end) last.set(`${unitId} ${table}`, place);
  }
  return issues;
}
