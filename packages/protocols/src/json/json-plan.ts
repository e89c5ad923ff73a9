import type { JsonTopicDefinition } from '../source-definition.ts';

/** Where a tag lies in a payload. */
export interface JsonTagPlan {
  /** Position of the tag in the historian's list. */
  readonly tag: number;
  readonly path: readonly string[];
  readonly scale: number;
  readonly offset: number;
  /** Labels of a digital tag: a text value is looked up here. */
  readonly states: readonly string[];
  /** Whether it is a text tag: what is found goes the way of texts. */
  readonly isText: boolean;
}

/** How the payloads of one topic are read. Plain data: it is handed to the workers. */
export interface JsonPlan {
  readonly codec: 'json';
  readonly topic: string;
  /** Keys to the time; undefined when payloads carry none. */
  readonly timestampPath: readonly string[] | undefined;
  readonly entries: readonly JsonTagPlan[];
  /** All tags of the topic that hold numbers, for the status of an outage. */
  readonly tags: Int32Array;
  /** And those that hold texts. */
  readonly textTags: Int32Array;
}

/**
 * Prepares the reading of a topic.
 *
 * @param firstTag - position in the historian's list of the topic's first tag; the others follow
 */
export function planJsonTopic(topic: JsonTopicDefinition, firstTag: number): JsonPlan {
  const entries = topic.tags.map((tag, index) => ({
    tag: firstTag + index,
    path: tag.path.split('.'),
    scale: tag.scale ?? 1,
    offset: tag.offset ?? 0,
    states: tag.states ?? [],
    isText: tag.dataType === 'text',
  }));
  const positions = (isText: boolean): Int32Array =>
    Int32Array.from(entries.filter((entry) => entry.isText === isText).map(({ tag }) => tag));
  return {
    codec: 'json',
    topic: topic.topic,
    timestampPath: topic.timestampPath?.split('.'),
    entries,
    tags: positions(false),
    textTags: positions(true),
  };
}
