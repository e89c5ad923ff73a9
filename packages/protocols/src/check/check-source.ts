import { checkMqttSource } from './check-mqtt-source.ts';
import { checkModbusSource } from './check-modbus-source.ts';
import { checkOpcUaSource } from './check-opcua-source.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/** Something in a definition that cannot be meant. */
export interface DefinitionIssue {
  /** Keys to it, from the definition's root. */
  readonly path: readonly (string | number)[];
  /** What was expected, and what came; no secret. */
  readonly message: string;
}

/** Finds what cannot be meant in a source's definition: what a schema of its keys alone does not see. */
export function checkSource(source: SourceDefinition): readonly DefinitionIssue[] {
  switch (source.protocol) {
    case 'modbus':
      return checkModbusSource(source);
    case 'mqtt':
      return checkMqttSource(source);
    case 'opcua':
      return checkOpcUaSource(source);
    case 'program':
      return [];
  }
}
