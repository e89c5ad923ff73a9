import type { DefinitionIssue } from './definition-issue.ts';
import type { AvailabilityDefinition } from '../definition/availability-definition.ts';
import type { MqttSourceDefinition } from '../definition/mqtt-source-definition.ts';
import { brokerOf } from '../mqtt/broker-of.ts';
import { checkJsonTopics, checkPath } from './check-json-topics.ts';
import { filterFault, takesTopic, topicFault, withoutCovered } from '../mqtt/takes-topic.ts';

/** Longest payload of a packet, whose length has 28 bits (MQTT 3.1.1, section 2.2.3). */
const LONGEST_PAYLOAD_BYTES = 268_435_455;

/** Finds mistakes in the definition of an MQTT source. */
export function checkMqttSource(source: MqttSourceDefinition): readonly DefinitionIssue[] {
  return [
    ...checkLogin(source),
    ...checkTopics(source),
    ...checkFilters(source),
    ...checkJsonTopics(source),
  ];
}

function* checkLogin(source: MqttSourceDefinition): Generator<DefinitionIssue> {
  const { url, clientId, maxPayloadBytes } = source;
  if (brokerOf(url) === undefined) {
    yield {
      path: ['url'],
      message:
        'expected mqtt://host:port, mqtts://host:port, ws://host:port/path or wss://host:port/path, got a string',
    };
  }
  if (clientId !== undefined && (clientId === '' || clientId.includes('\0'))) {
    yield { path: ['clientId'], message: 'expected a name without a character of code 0' };
  }
  if (maxPayloadBytes === undefined) return;
  if (
    !Number.isInteger(maxPayloadBytes) ||
    maxPayloadBytes < 1 ||
    maxPayloadBytes > LONGEST_PAYLOAD_BYTES
  ) {
    yield {
      path: ['maxPayloadBytes'],
      message: `expected a whole number from 1 to ${LONGEST_PAYLOAD_BYTES}, got ${maxPayloadBytes}`,
    };
  }
}

function* checkTopics({ topics, availability }: MqttSourceDefinition): Generator<DefinitionIssue> {
  yield* checkAvailability(availability, ['availability']);
  for (const [index, { topic, availability }] of topics.entries()) {
    const fault = topicFault(topic);
    if (fault !== undefined) yield { path: ['topics', index, 'topic'], message: fault };
    yield* checkAvailability(availability, ['topics', index, 'availability']);
  }
}

function* checkAvailability(
  availability: AvailabilityDefinition | undefined,
  path: readonly (string | number)[],
): Generator<DefinitionIssue> {
  if (availability === undefined) return;
  const { topic, online = 'online', offline = 'offline', path: wordPath } = availability;
  const fault = topicFault(topic);
  if (fault !== undefined) yield { path: [...path, 'topic'], message: fault };
  for (const issue of wordPath === undefined ? [] : checkPath('path', wordPath)) {
    yield { path: [...path, ...issue.path], message: issue.message };
  }
  if (online === offline) {
    yield {
      path: [...path, 'offline'],
      message: `expected another word than for online, got ${offline}`,
    };
  }
}

function* checkFilters({ subscribe, topics }: MqttSourceDefinition): Generator<DefinitionIssue> {
  if (subscribe === undefined) return;
  for (const [index, filter] of subscribe.entries()) {
    const fault = filterFault(filter);
    if (fault !== undefined) yield { path: ['subscribe', index], message: fault };
  }
  const filters = withoutCovered(subscribe);
  for (const [index, { topic }] of topics.entries()) {
    const taking = filters.filter((filter) => takesTopic(filter, topic));
    if (taking.length === 1) continue;
    const message =
      taking.length === 0
        ? `expected a topic that a filter of subscribe takes, got ${topic}`
        : `expected one filter of subscribe to take ${topic}, got ${taking.join(' and ')}: its messages would come twice`;
    yield { path: ['topics', index, 'topic'], message };
  }
}
