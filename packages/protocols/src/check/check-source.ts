import { checkMqttSource } from './check-mqtt-source.ts';
import { checkModbusSource } from './check-modbus-source.ts';
import { checkOpcUaSource } from './check-opc-ua-source.ts';
import type { DefinitionIssue } from './definition-issue.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/** Finds mistakes in a source's definition that a schema of its keys cannot see. */
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
