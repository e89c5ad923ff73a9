import type { SampleFramePlan, TagDefinition, TextFramePlan } from '@varve/protocols';
import type { SourceEntry } from './tag-list.ts';

/** Tags and their sources, by number. */
interface NumberedTags {
  readonly sources: readonly SourceEntry[];
  readonly tags: readonly TagDefinition[];
  readonly sourceOfTag: readonly number[];
}

/** Makes the plan of the frames that a program's texts travel in. */
export function directTextPlan(tagCount: number): TextFramePlan {
  const textTags = Int32Array.from({ length: tagCount }, (_, tag) => tag);
  return { codec: 'texts', tags: new Int32Array(0), textTags };
}

/**
 * Makes the plan of the frames that a program's samples travel in. They are in the tag's unit; the tag's nulls count only where a
 * program is its source.
 */
export function directPlan({ tags, sources, sourceOfTag }: NumberedTags): SampleFramePlan {
  const entries = tags.map(({ nulls = [] }, position) => {
    const { definition } = sources[sourceOfTag[position]!]!;
    const known = definition.protocol === 'program' ? [...nulls, ...(definition.nulls ?? [])] : [];
    return { scale: 1, offset: 0, nulls: known };
  });
  return { codec: 'samples', entries, tags: Int32Array.from(tags.keys()) };
}
