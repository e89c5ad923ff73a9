import type { ModbusSourceDefinition } from './modbus-source-definition.ts';
import type { MqttSourceDefinition } from './mqtt-source-definition.ts';
import type { OpcUaSourceDefinition } from './opc-ua-source-definition.ts';
import type { SourceOptions } from './source-options.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Tags that a program writes itself. */
export interface ProgramSourceDefinition extends SourceOptions {
  readonly protocol: 'program';
  readonly tags: readonly TagDefinition[];
}

/** A device, gateway, broker or program that sends samples. */
export type SourceDefinition =
  | ModbusSourceDefinition
  | MqttSourceDefinition
  | OpcUaSourceDefinition
  | ProgramSourceDefinition;

/** Gives the tags of a source in the order of its definition. */
export function tagsOf(source: SourceDefinition): readonly TagDefinition[] {
  return source.protocol === 'mqtt' ? source.topics.flatMap((topic) => topic.tags) : source.tags;
}
