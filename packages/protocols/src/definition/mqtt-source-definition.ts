import type { AvailabilityDefinition } from './availability-definition.ts';
import type { JsonTimeOptions, JsonTopicDefinition } from './json-topic-definition.ts';
import type { SourceOptions } from './source-options.ts';

/** An MQTT broker and the topics that are read from it. */
export interface MqttSourceDefinition extends SourceOptions, JsonTimeOptions {
  readonly protocol: 'mqtt';
  /** `mqtt://host:1883`, `mqtts://host:8883`, `ws://host:80/path` or `wss://host:443/path`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** Client id for which the broker keeps messages. @default made of the spool's and the source's name */
  readonly clientId?: string;
  /** Topic filters to subscribe to, with wildcards; they match every topic below. @default the topics below */
  readonly subscribe?: readonly string[];
  /** A longer payload is refused: counted, and its tags are Bad. @default 1048576 */
  readonly maxPayloadBytes?: number;
  /** Availability of the devices behind the broker. */
  readonly availability?: AvailabilityDefinition;
  readonly topics: readonly JsonTopicDefinition[];
}
