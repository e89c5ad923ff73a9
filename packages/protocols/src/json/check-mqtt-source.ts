import type { DefinitionIssue } from '../check-source.ts';
import type { MqttSourceDefinition } from '../source-definition.ts';
import { checkJsonTopics } from './check-json-topics.ts';

/** Finds what cannot be meant in the definition of a source of this protocol. */
export function checkMqttSource(source: MqttSourceDefinition): readonly DefinitionIssue[] {
  return [...checkJsonTopics(source)];
}
