import {
  DEFAULT_MODBUS_POLL_INTERVAL_MS,
  type SourceDefinition,
  type TagDefinition,
} from '@varve/protocols';
import type { TagList } from './tag-list.ts';

/** Rules for the samples of each tag, in columns by its position; read by every worker. */
export interface TagRules {
  /** 1 where samples carry a time of their device's. */
  readonly isOwnTime: Uint8Array;
  /** 1 where values have a range. */
  readonly hasRange: Uint8Array;
  /** Range of Good values; shape (tags). */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** 1 where values are numbers of states: no fractions. */
  readonly isState: Uint8Array;
  /** Time after which a value that nothing follows is Bad, in microseconds; infinite where it stands. */
  readonly staleAfterUs: Float64Array;
}

const US_PER_MS = 1_000;
// A poll answers, or says in this many rounds, that nothing came: longer silence is our own.
const SILENT_POLLS = 10;
const LEAST_SILENCE_MS = 60_000;

/** Works out the rules of a list's tags. */
export function tagRulesOf({ sources, tags, sourceOfTag }: TagList): TagRules {
  const ranges = tags.map(rangeOf);
  const definitionOf = (tag: number): SourceDefinition => sources[sourceOfTag[tag]!]!.definition;
  const stamped = new Set(sources.flatMap(({ definition }) => stampedTags(definition)));
  return {
    isOwnTime: Uint8Array.from(tags, (tag) => (stamped.has(tag) ? 1 : 0)),
    hasRange: Uint8Array.from(ranges, (range) => (range === undefined ? 0 : 1)),
    low: Float64Array.from(ranges, (range) => range?.low ?? Number.NEGATIVE_INFINITY),
    high: Float64Array.from(ranges, (range) => range?.high ?? Number.POSITIVE_INFINITY),
    isState: Uint8Array.from(tags, (tag) => (isState(tag) ? 1 : 0)),
    staleAfterUs: Float64Array.from(
      tags,
      (tag, position) => US_PER_MS * staleAfterMs(tag, definitionOf(position)),
    ),
  };
}

function isState({ dataType, states }: TagDefinition): boolean {
  return dataType === 'digital' && states !== undefined && states.length > 0;
}

function rangeOf(tag: TagDefinition): { readonly low: number; readonly high: number } | undefined {
  return isState(tag) ? { low: 0, high: tag.states!.length - 1 } : tag.range;
}

/** The tags of a source whose samples carry a time of their own. */
function stampedTags(source: SourceDefinition): readonly TagDefinition[] {
  switch (source.protocol) {
    case 'modbus':
      return [];
    case 'mqtt':
      return source.topics.flatMap((topic) =>
        topic.tags.filter((tag) => (tag.timestampPath ?? topic.timestampPath) !== undefined),
      );
    case 'opcua':
    case 'program':
      return source.tags;
  }
}

function staleAfterMs(tag: TagDefinition, source: SourceDefinition): number {
  const own = tag.staleAfterMs ?? source.staleAfterMs;
  if (own !== undefined) return own;
  if (source.protocol !== 'modbus') return Number.POSITIVE_INFINITY;
  const { pollIntervalMs = DEFAULT_MODBUS_POLL_INTERVAL_MS } = source;
  return Math.max(LEAST_SILENCE_MS, SILENT_POLLS * pollIntervalMs);
}
