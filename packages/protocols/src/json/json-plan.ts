import type {
  JsonTagDefinition,
  JsonTopicDefinition,
  QualityKind,
  TimestampUnit,
} from '../definition/json-topic-definition.ts';
import type { MqttSourceDefinition } from '../definition/mqtt-source-definition.ts';
import { parsePayloadPath, type PayloadPath } from './payload-path.ts';
import { timeOfText } from './time-of-text.ts';
import { createPasses } from './zone-clock.ts';

/** Number of the stamp that is the time of arrival. */
export const ARRIVAL_STAMP = 0;

/** No device that sends JSON is older: an earlier time comes from a clock that was never set. */
const EARLIEST_TIME = '2001-01-01T00:00:00Z';

/** Position of a time in a payload. */
export interface JsonStampPlan {
  readonly path: PayloadPath;
  /** The path as it was written, for messages. */
  readonly label: string;
  /** Number of the stamp that counts where this one is absent. */
  readonly fallback: number;
}

/** Position of a tag in a payload, and how its value is read. */
export interface JsonTagPlan {
  /** Position of the tag in the historian's list. */
  readonly tag: number;
  readonly path: PayloadPath;
  /** The path as it was written, for messages. */
  readonly label: string;
  readonly scale: number;
  readonly offset: number;
  /** Labels of a digital tag, in which a text value is looked up. */
  readonly states: readonly string[];
  /** Whether it is a text tag. */
  readonly isText: boolean;
  /** Raw values that mean that there is none. */
  readonly nulls: readonly number[];
  /** Number of its stamp. */
  readonly stamp: number;
  /** Whether the payload has a quality or an error beside the value. */
  readonly isQualified: boolean;
  readonly qualityPath: PayloadPath | undefined;
  readonly qualityLabel: string;
  readonly qualityKind: QualityKind;
  readonly errorPath: PayloadPath | undefined;
  /** Whether a payload without the value gives a Bad sample. */
  readonly isAbsentBad: boolean;
}

/** Plan for the payloads of one topic. It is plain data, since workers receive it. */
export interface JsonPlan {
  readonly codec: 'json';
  readonly topic: string;
  /** Times by number; the first is the time of arrival, which is in no payload. */
  readonly stamps: readonly JsonStampPlan[];
  readonly timestampUnit: TimestampUnit;
  readonly timeZone: string | undefined;
  /** Memory of the clocks of the zone, one for each stamp. */
  readonly passes: Float64Array;
  /** Earliest plausible time, microseconds since 1970. */
  readonly earliestUs: number;
  readonly entries: readonly JsonTagPlan[];
  /** The topic's tags that hold numbers, which an outage marks. */
  readonly tags: Int32Array;
  /** The topic's tags that hold texts, which an outage marks. */
  readonly textTags: Int32Array;
}

/** Options of the source that apply to its topics. */
type JsonSourceOptions = Pick<
  MqttSourceDefinition,
  'nulls' | 'timestampUnit' | 'timeZone' | 'earliestTime'
>;

/**
 * Plans the decoding of a topic whose definition was checked.
 *
 * @param firstTag - position in the historian's list of the topic's first tag; the others follow
 * @throws SyntaxError for a malformed path
 */
export function planJsonTopic(
  topic: JsonTopicDefinition,
  firstTag: number,
  source: JsonSourceOptions = {},
): JsonPlan {
  const stamps: JsonStampPlan[] = [{ path: [], label: '', fallback: ARRIVAL_STAMP }];
  const topicStamp = numberOfStamp(stamps, topic.timestampPath, ARRIVAL_STAMP);
  const entries = topic.tags.map((tag, index) => {
    const stamp = numberOfStamp(stamps, tag.timestampPath, topicStamp);
    return { ...planTag(tag, topic, source), tag: firstTag + index, stamp };
  });
  const timeZone = topic.timeZone ?? source.timeZone;
  const positions = (isText: boolean): Int32Array =>
    Int32Array.from(entries.filter((entry) => entry.isText === isText).map(({ tag }) => tag));
  return {
    codec: 'json',
    topic: topic.topic,
    stamps,
    timestampUnit: topic.timestampUnit ?? source.timestampUnit ?? 'ms',
    timeZone,
    passes: createPasses(timeZone === undefined ? 0 : stamps.length),
    earliestUs: earliestUsOf(topic.earliestTime ?? source.earliestTime ?? EARLIEST_TIME),
    entries,
    tags: positions(false),
    textTags: positions(true),
  };
}

/** Whether payloads of a topic carry a time, for all of its tags or for some. */
export function readsTimes({ timestampPath, tags }: JsonTopicDefinition): boolean {
  return timestampPath !== undefined || tags.some((tag) => tag.timestampPath !== undefined);
}

/** Finds the stamp of a path, or adds it: tags with the same path share one. */
function numberOfStamp(
  stamps: JsonStampPlan[],
  label: string | undefined,
  fallback: number,
): number {
  if (label === undefined) return fallback;
  const known = stamps.findIndex(
    (stamp, number) => number > ARRIVAL_STAMP && stamp.label === label,
  );
  return known === -1 ? stamps.push({ path: parsePayloadPath(label), label, fallback }) - 1 : known;
}

function planTag(
  tag: JsonTagDefinition,
  topic: JsonTopicDefinition,
  source: JsonSourceOptions,
): Omit<JsonTagPlan, 'tag' | 'stamp'> {
  const isText = tag.dataType === 'text';
  const qualityPath = tag.qualityPath ?? topic.qualityPath;
  const errorPath = tag.errorPath ?? topic.errorPath;
  return {
    path: parsePayloadPath(tag.path),
    label: tag.path === '' ? '$' : tag.path,
    scale: tag.scale ?? 1,
    offset: tag.offset ?? 0,
    states: tag.states ?? [],
    isText,
    nulls: isText ? [] : [...(source.nulls ?? []), ...(tag.nulls ?? [])],
    isQualified: qualityPath !== undefined || errorPath !== undefined,
    qualityPath: qualityPath === undefined ? undefined : parsePayloadPath(qualityPath),
    qualityLabel: qualityPath ?? '',
    qualityKind: tag.qualityKind ?? topic.qualityKind ?? 'opc',
    errorPath: errorPath === undefined ? undefined : parsePayloadPath(errorPath),
    isAbsentBad: (tag.absent ?? topic.absent) === 'bad',
  };
}

function earliestUsOf(text: string): number {
  const timeUs = timeOfText(text, undefined, 0);
  if (typeof timeUs === 'string') throw new SyntaxError(`earliestTime ${text} is ${timeUs}`);
  return timeUs;
}
