import type { DefinitionIssue } from './definition-issue.ts';
import type {
  JsonTagDefinition,
  JsonTimeOptions,
  JsonTopicDefinition,
} from '../definition/json-topic-definition.ts';
import type { MqttSourceDefinition } from '../definition/mqtt-source-definition.ts';
import { readsTimes } from '../json/json-plan.ts';
import { parsePayloadPath } from '../json/payload-path.ts';
import { timeOfText } from '../json/time-of-text.ts';
import { createZoneClock } from '../json/zone-clock.ts';

const PATH_KEYS = ['timestampPath', 'qualityPath', 'errorPath'] as const;
const TIME_KEYS = ['timestampUnit', 'timeZone', 'earliestTime'] as const;
/** Keys for numbers, which text tags may not have. */
const NUMBER_KEYS = ['nulls', 'scale', 'offset', 'range'] as const;
/** No table has a partition for older times. */
const FIRST_TIME_US = Date.UTC(1900, 0, 1) * 1_000;

/** Finds mistakes in the topics of an MQTT source and their JSON paths. */
export function checkJsonTopics(source: MqttSourceDefinition): readonly DefinitionIssue[] {
  const hasTimes = source.topics.some(readsTimes);
  return [
    ...checkTimeOptions(source, hasTimes),
    ...source.topics.flatMap((topic, index) => under(['topics', index], checkTopic(topic))),
  ];
}

function under(
  place: DefinitionIssue['path'],
  issues: readonly DefinitionIssue[],
): DefinitionIssue[] {
  return issues.map(({ path, message }) => ({ path: [...place, ...path], message }));
}

function checkTopic(topic: JsonTopicDefinition): DefinitionIssue[] {
  return [
    ...checkTimeOptions(topic, readsTimes(topic)),
    ...PATH_KEYS.flatMap((key) => checkPartPath(key, topic[key])),
    ...checkQualityKind(
      topic,
      topic.tags.some(({ qualityPath }) => qualityPath !== undefined),
    ),
    ...checkValueItself(topic),
    ...topic.tags.flatMap((tag, index) => under(['tags', index], checkTag(tag, topic))),
  ];
}

function checkTimeOptions(options: JsonTimeOptions, hasTimes: boolean): DefinitionIssue[] {
  const idle = TIME_KEYS.filter((key) => !hasTimes && options[key] !== undefined);
  return [
    ...idle.map((key) => ({
      path: [key],
      message: `expected a timestampPath that ${key} is for, got none`,
    })),
    ...checkZone(options.timeZone),
    ...checkEarliestTime(options.earliestTime),
  ];
}

function checkZone(timeZone: string | undefined): DefinitionIssue[] {
  try {
    if (timeZone !== undefined) createZoneClock(timeZone);
    return [];
  } catch {
    const message = `expected a time zone like America/Los_Angeles, got ${JSON.stringify(timeZone)}`;
    return [{ path: ['timeZone'], message }];
  }
}

function checkEarliestTime(text: string | undefined): DefinitionIssue[] {
  if (text === undefined) return [];
  const timeUs = timeOfText(text, undefined, 0);
  if (typeof timeUs === 'number' && timeUs >= FIRST_TIME_US) return [];
  const message = `expected a time with a zone, not before 1900, like 2001-01-01T00:00:00Z, got ${JSON.stringify(text)}`;
  return [{ path: ['earliestTime'], message }];
}

/** Times, qualities and errors are parts of a payload, never all of it. */
function checkPartPath(key: string, text: string | undefined): DefinitionIssue[] {
  if (text === undefined) return [];
  const issues = checkPath(key, text);
  if (issues.length > 0 || parsePayloadPath(text).length > 0) return issues;
  return [{ path: [key], message: `expected a path to a part of the payload, got all of it` }];
}

/** Finds a mistake in a path into a payload. */
export function checkPath(key: string, text: string): DefinitionIssue[] {
  try {
    parsePayloadPath(text);
    return [];
  } catch (error) {
    return [{ path: [key], message: (error as Error).message }];
  }
}

function checkQualityKind(
  { qualityKind, qualityPath }: JsonTagDefinition | JsonTopicDefinition,
  hasOther: boolean,
): DefinitionIssue[] {
  if (qualityKind === undefined || qualityPath !== undefined || hasOther) return [];
  const message = 'expected a qualityPath that qualityKind is for, got none';
  return [{ path: ['qualityKind'], message }];
}

/** A payload is either one value or has parts. */
function checkValueItself({ tags, ...topic }: JsonTopicDefinition): DefinitionIssue[] {
  const isWhole = (tag: JsonTagDefinition): boolean => tag.path === '' || tag.path === '$';
  if (!tags.some(isWhole)) return [];
  const keys = [...PATH_KEYS, 'absent'] as const;
  const message = 'expected none beside a tag that is the whole payload ($): it has no parts';
  return [
    ...keys.filter((key) => topic[key] !== undefined).map((key) => ({ path: [key], message })),
    ...tags.flatMap((tag, index) => [
      ...(isWhole(tag) ? [] : [{ path: ['tags', index, 'path'], message }]),
      ...keys
        .filter((key) => tag[key] !== undefined)
        .map((key) => ({ path: ['tags', index, key], message })),
    ]),
  ];
}

function checkTag(tag: JsonTagDefinition, topic: JsonTopicDefinition): DefinitionIssue[] {
  return [
    ...checkPath('path', tag.path),
    ...PATH_KEYS.flatMap((key) => checkPartPath(key, tag[key])),
    ...checkQualityKind(tag, topic.qualityPath !== undefined),
    ...checkSamePaths(tag, topic),
    ...checkDataType(tag),
  ];
}

/** Value, quality and error have different paths. */
function checkSamePaths(tag: JsonTagDefinition, topic: JsonTopicDefinition): DefinitionIssue[] {
  const qualityPath = tag.qualityPath ?? topic.qualityPath;
  const errorPath = tag.errorPath ?? topic.errorPath;
  const issues: DefinitionIssue[] = [];
  if (qualityPath === tag.path || errorPath === tag.path) {
    issues.push({
      path: ['path'],
      message: `expected another path than that of its quality or error, got ${JSON.stringify(tag.path)}`,
    });
  }
  if (qualityPath !== undefined && qualityPath === errorPath) {
    issues.push({
      path: [tag.errorPath === undefined ? 'qualityPath' : 'errorPath'],
      message: `expected another path than the other of quality and error, got ${JSON.stringify(errorPath)}`,
    });
  }
  return issues;
}

function checkDataType(tag: JsonTagDefinition): DefinitionIssue[] {
  const { dataType = 'analog', states } = tag;
  const issues: DefinitionIssue[] = [];
  if (dataType !== 'digital' && states !== undefined) {
    issues.push({
      path: ['states'],
      message: `expected a digital tag for states, got ${dataType}`,
    });
  }
  if (dataType !== 'text') return issues;
  for (const key of NUMBER_KEYS) {
    if (tag[key] === undefined) continue;
    issues.push({ path: [key], message: `expected a tag with numbers for ${key}, got text` });
  }
  return issues;
}
