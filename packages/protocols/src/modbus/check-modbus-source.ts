import type { DefinitionIssue } from '../check-source.ts';
import type { ModbusSourceDefinition } from '../source-definition.ts';

/** Finds what cannot be meant in the definition of a source of this protocol. */
export function checkModbusSource(_source: ModbusSourceDefinition): readonly DefinitionIssue[] {
  return [];
}
