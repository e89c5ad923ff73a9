import type { AvailabilityDefinition } from './availability-definition.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Unit of times that are numbers, also as texts. */
export type TimestampUnit = 's' | 'ms' | 'us' | 'ns';

/**
 * Meaning of a number as a quality: 192, 64 and 0 of classic OPC; a status code of OPC UA, where 0 is Good and an absent quality too; or
 * 1 and 0 for good and bad.
 */
export type QualityKind = 'opc' | 'status-code' | 'flag';

/** Keys for the times in payloads. A topic's keys win over its source's. */
export interface JsonTimeOptions {
  /** Unit of times that are numbers. @default 'ms' */
  readonly timestampUnit?: TimestampUnit;
  /** Zone of times that name none: `America/Los_Angeles`. @default such a time is refused */
  readonly timeZone?: string;
  /** Earliest plausible time; samples with an older one get their time of arrival, and are Uncertain. ISO 8601 with a zone. @default 2001-01-01T00:00:00Z */
  readonly earliestTime?: string;
}

/** Keys for what stands beside a value in a payload. A tag's keys win over its topic's. */
export interface JsonTagOptions {
  /**
   * Path to the time: an ISO 8601 text or a number. If it is absent, null or empty, the topic's time counts, then the time of arrival.
   * A time that cannot be read, or is implausible, never costs the value: that gets its time of arrival, and is Uncertain.
   */
  readonly timestampPath?: string;
  /** Path to the quality: `true`, 192, `"GOOD"`, a status code. A value whose quality is absent, or cannot be read, is Uncertain. */
  readonly qualityPath?: string;
  /** Meaning of a quality that is a number. @default 'opc' */
  readonly qualityKind?: QualityKind;
  /** Path to an error: the value is Bad unless the error is absent, null, 0, false, "" or "OK". */
  readonly errorPath?: string;
  /** Meaning of a payload without the value: `keep` holds the last one, `bad` gives a Bad sample (no data). @default 'keep' */
  readonly absent?: 'keep' | 'bad';
}

/** A tag in a JSON payload. */
export interface JsonTagDefinition extends TagDefinition, JsonTagOptions {
  /**
   * Path from the payload's root: `power.active_kw`, `["a.b"].c` or `a\.b.c` for keys with dots, `phases[0].v` and `values[id=Tag1].v` in lists;
   * `$` or an empty text where the payload is the value itself. A tag of data type `text` takes a text.
   */
  readonly path: string;
}

/** A topic with JSON payloads. */
export interface JsonTopicDefinition extends JsonTimeOptions, JsonTagOptions {
  /** Exact topic, without wildcards. */
  readonly topic: string;
  /** Availability of its device, in addition to the source's. */
  readonly availability?: AvailabilityDefinition;
  readonly tags: readonly JsonTagDefinition[];
}
