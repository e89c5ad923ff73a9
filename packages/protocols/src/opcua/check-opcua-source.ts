import type { DefinitionIssue } from '../check-source.ts';
import type { OpcUaSourceDefinition } from '../source-definition.ts';

/** Finds what cannot be meant in the definition of a source of this protocol. */
export function checkOpcUaSource(_source: OpcUaSourceDefinition): readonly DefinitionIssue[] {
  return [];
}
