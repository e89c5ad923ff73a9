import type { Frame, MqttSourceDefinition } from '@varve/protocols';
import { US_PER_SECOND, type Workload, type WorkloadOptions } from './ingest/workload.ts';

const TAGS_PER_TOPIC = 20;
const TOPICS_PER_SOURCE = 10;
const GROUPS = ['power', 'flow', 'pressure', 'temperature'] as const;

/** Which payloads are built. */
export interface JsonWorkloadOptions extends WorkloadOptions {
  /** Whether payloads carry their own time, an ISO 8601 text; else that of their arrival counts. */
  readonly withTime: boolean;
}

/** Builds MQTT messages in advance: JSON objects of twenty numbers with three decimals, in four groups. */
export function buildJsonWorkload(options: JsonWorkloadOptions): Workload<MqttSourceDefinition> {
  const { rows, tags, startUs } = options;
  const sources = buildSources(tags, options.withTime);
  const seconds = Math.max(1, Math.round(rows / tags));
  const encoder = new TextEncoder();
  const frames = sources.map(({ topics }, source) =>
    Array.from({ length: seconds }, (_, second) => {
      const receivedUs = startUs + second * US_PER_SECOND;
      return topics.map((topic, plan): Frame => {
        const seed = source * TOPICS_PER_SOURCE + plan;
        const time = options.withTime ? { time: new Date(receivedUs / 1_000).toISOString() } : {};
        const payload = { ...time, ...groupsOf(topic.tags.length, seed, second) };
        return {
          plan,
          receivedUs,
          status: 0,
          payload: encoder.encode(JSON.stringify(payload)),
        };
      });
    }).flat(),
  );
  return { sources, frames, tagCount: tags, rowCount: seconds * tags };
}

function buildSources(tagCount: number, withTime: boolean): MqttSourceDefinition[] {
  const topicCount = Math.ceil(tagCount / TAGS_PER_TOPIC);
  return Array.from({ length: Math.ceil(topicCount / TOPICS_PER_SOURCE) }, (_, source) => {
    const firstTopic = source * TOPICS_PER_SOURCE;
    const count = Math.min(TOPICS_PER_SOURCE, topicCount - firstTopic);
    return {
      name: `broker-${source}`,
      protocol: 'mqtt' as const,
      url: 'mqtt://127.0.0.1',
      topics: Array.from({ length: count }, (_, index) => {
        const topic = firstTopic + index;
        return {
          topic: `plant/${topic}`,
          ...(withTime ? { timestampPath: 'time' } : {}),
          tags: Array.from(
            { length: Math.min(TAGS_PER_TOPIC, tagCount - topic * TAGS_PER_TOPIC) },
            (_, tag) => ({ name: `plant/${topic}/${tag}`, path: pathOf(tag) }),
          ),
        };
      }),
    };
  });
}

function pathOf(tag: number): string {
  return `${GROUPS[tag % GROUPS.length]}.channel_${tag}`;
}

function groupsOf(count: number, seed: number, second: number): Record<string, object> {
  const groups: Record<string, Record<string, number>> = {};
  for (let tag = 0; tag < count; tag++) {
    const [group, key] = pathOf(tag).split('.') as [string, string];
    const value = 100 + seed + 10 * Math.sin((second + 7 * tag) / 60);
    (groups[group] ??= {})[key] = Math.round(value * 1_000) / 1_000;
  }
  return groups;
}
