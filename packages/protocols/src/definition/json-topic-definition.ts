import type { AvailabilityDefinition } from './availability-definition.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Unit of times that are numbers, or texts of numbers. */
export type TimestampUnit = 's' | 'ms' | 'us' | 'ns';

/**
 * What a number means as a quality: 192, 64 and 0 of classic OPC; a status code of OPC UA, where 0 is Good and nothing is sent with Good
 * values; or 1 and 0 for good and bad.
 */
export type QualityKind = 'opc' | 'status-code' | 'flag';

/** How the times of payloads are read. A topic's keys win over its source's. */
export interface JsonTimeOptions {
  /** Of times that are numbers. @default 'ms' */
  readonly timestampUnit?: TimestampUnit;
  /** Zone of times that carry none: `America/Los_Angeles`. @default such a time is refused */
  readonly timeZone?: string;
  /** An older time is not believed: its samples are stamped on arrival, and Uncertain. ISO 8601 with a zone. @default 2001-01-01T00:00:00Z */
  readonly earliestTime?: string;
}

/** What a payload says about a value beside it. A tag's keys win over its topic's. */
export interface JsonTagOptions {
  /**
   * Path to the time: an ISO 8601 text or a number. Absent, null or empty: the topic's, then the time of arrival.
   * One that cannot be read, or not be believed, costs the time and never the value: it is stamped on arrival, and Uncertain.
   */
  readonly timestampPath?: string;
  /** Path to the quality: `true`, 192, `"GOOD"`, a status code. A value whose quality is absent, or cannot be read, is Uncertain. */
  readonly qualityPath?: string;
  /** What numbers there mean. @default 'opc' */
  readonly qualityKind?: QualityKind;
  /** Path to an error: the value is Bad unless there is nothing, or null, 0, false, "" or "OK". */
  readonly errorPath?: string;
  /** What a payload without the value means: the last one stands, or there is none (Bad, no data). @default 'keep' */
  readonly absent?: 'keep' | 'bad';
}

/** A tag in a JSON payload. */
export interface JsonTagDefinition extends TagDefinition, JsonTagOptions {
  /**
   * Path from the payload's root: `power.active_kw`, `["a.b"].c` or `a\.b.c` for keys with dots, `phases[0].v` and `values[id=Tag1].v` in lists;
   * `$` or nothing where the payload is the value itself. A tag of data type `text` takes the text found there.
   */
  readonly path: string;
}

/** A topic with JSON payloads. */
export interface JsonTopicDefinition extends JsonTimeOptions, JsonTagOptions {
  /** The exact topic: no wildcard. */
  readonly topic: string;
  /** Where its device says whether it is there, beside the source's own. */
  readonly availability?: AvailabilityDefinition;
  readonly tags: readonly JsonTagDefinition[];
}
