import { planJsonTopic, type JsonPlan } from '../json/json-plan.ts';
import { planModbusReads, type ModbusReadPlan } from '../modbus/modbus-read-plan.ts';
import type { SampleFrameEntry, SampleFramePlan } from '../frame/sample-frame-plan.ts';
import type { TextFramePlan } from '../frame/text-frame-plan.ts';
import type { OpcUaSourceDefinition } from '../definition/opc-ua-source-definition.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';
import type { TagDefinition } from '../definition/tag-definition.ts';

/** Plan for decoding the payload of a frame. It is plain data, since workers receive it. */
export type DecodePlan = ModbusReadPlan | JsonPlan | SampleFramePlan | TextFramePlan;

/**
 * Plans the decoding of a source's frames.
 *
 * @param firstTag - position in the historian's list of the source's first tag, in the order of `tagsOf`
 */
export function planSource(source: SourceDefinition, firstTag: number): readonly DecodePlan[] {
  switch (source.protocol) {
    case 'modbus':
      return planModbusReads(source.tags, firstTag, source.readGap, source);
    case 'mqtt': {
      let next = firstTag;
      return source.topics.map((topic) => {
        const plan = planJsonTopic(topic, next, source);
        next += topic.tags.length;
        return plan;
      });
    }
    case 'opcua':
      return planClientLibrary(source, firstTag);
    case 'program':
      return [];
  }
}

/** Makes one plan for numbers and, if there are text tags, a second one for texts. */
function planClientLibrary(
  { tags, nulls = [] }: OpcUaSourceDefinition,
  firstTag: number,
): DecodePlan[] {
  const positions = tags.map((tag, index) => ({ tag, position: firstTag + index }));
  const texts = positions.filter(({ tag }) => tag.dataType === 'text');
  const numbers = positions.filter(({ tag }) => tag.dataType !== 'text');
  const plan: SampleFramePlan = {
    codec: 'samples',
    entries: numbers.map(({ tag }) => planEntry(tag, nulls)),
    tags: Int32Array.from(numbers, ({ position }) => position),
  };
  if (texts.length === 0) return [plan];
  const textTags = Int32Array.from(texts, ({ position }) => position);
  return [plan, { codec: 'texts', tags: new Int32Array(0), textTags }];
}

function planEntry(
  { scale = 1, offset = 0, nulls = [] }: TagDefinition,
  nullsOfSource: readonly number[],
): SampleFrameEntry {
  const all = [...nulls, ...nullsOfSource];
  // A server sends the Float -999.9 as the double of the nearest float.
  return { scale, offset, nulls: [...new Set([...all, ...all.map(Math.fround)])] };
}

/**
 * Renumbers a plan that was made for tags from 0 on.
 *
 * @param positions - position of each tag in the historian's list, in the order of `tagsOf`
 */
export function movePlan(plan: DecodePlan, positions: Int32Array): DecodePlan {
  const moved = (tags: Int32Array): Int32Array => tags.map((tag) => positions[tag]!);
  const tags = moved(plan.tags);
  switch (plan.codec) {
    case 'modbus': {
      const groups = plan.groups.map((group) => ({ ...group, tags: moved(group.tags) }));
      const texts = plan.texts.map((text) => ({ ...text, tag: positions[text.tag]! }));
      return { ...plan, groups, texts, tags };
    }
    case 'json': {
      const entries = plan.entries.map((entry) => ({ ...entry, tag: positions[entry.tag]! }));
      return { ...plan, entries, tags, textTags: moved(plan.textTags) };
    }
    case 'samples':
      return { ...plan, tags };
    case 'texts':
      return { ...plan, textTags: moved(plan.textTags) };
  }
}
