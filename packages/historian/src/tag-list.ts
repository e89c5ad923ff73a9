import type { SourceDefinition, TagDefinition } from '@varve/protocols';
import { planSource, tagsOf, type DecodePlan, type SampleFramePlan } from '@varve/protocols';
import { HistorianError } from './historian-error.ts';

/** A source, its place in the list of sources, and what its frames and tags are numbered from. */
export interface SourceEntry {
  readonly definition: SourceDefinition;
  readonly plans: readonly DecodePlan[];
  readonly firstPlan: number;
  readonly firstTag: number;
  readonly tags: readonly TagDefinition[];
}

/** Plan of the frames that a program's own samples travel in. */
export const DIRECT_PLAN = 0;

/** Everything that is configured, numbered: the position of a tag, plan or source is its number on the hot path. */
export interface TagList {
  readonly sources: readonly SourceEntry[];
  readonly tags: readonly TagDefinition[];
  readonly plans: readonly DecodePlan[];
  /** Source of each plan and of each tag, by position. */
  readonly sourceOfPlan: Int32Array;
  readonly sourceOfTag: Int32Array;
}

/**
 * Numbers sources, tags and decode plans.
 *
 * @throws HistorianError TAG_DUPLICATE, SOURCE_DUPLICATE with the name
 */
export function listTags(definitions: readonly SourceDefinition[]): TagList {
  const sources: SourceEntry[] = [];
  let firstTag = 0;
  let firstPlan = DIRECT_PLAN + 1;
  for (const definition of definitions) {
    const tags = tagsOf(definition);
    const plans = planSource(definition, firstTag);
    sources.push({ definition, plans, firstPlan, firstTag, tags });
    firstTag += tags.length;
    firstPlan += plans.length;
  }
  const tags = sources.flatMap((source) => source.tags);
  refuseDuplicates(definitions, 'SOURCE_DUPLICATE');
  refuseDuplicates(tags, 'TAG_DUPLICATE');
  return {
    sources,
    tags,
    plans: [directPlan(tags.length), ...sources.flatMap((source) => source.plans)],
    sourceOfPlan: Int32Array.from([
      NO_SOURCE,
      ...sources.flatMap(({ plans }, index) => plans.map(() => index)),
    ]),
    sourceOfTag: Int32Array.from(sources.flatMap(({ tags }, index) => tags.map(() => index))),
  };
}

// A program's frame may carry tags of many sources; it cannot be rejected, so nothing is counted by its plan.
const NO_SOURCE = 0;

function directPlan(tagCount: number): SampleFramePlan {
  return {
    codec: 'samples',
    entries: Array.from({ length: tagCount }, () => ({ scale: 1, offset: 0 })),
    tags: Int32Array.from({ length: tagCount }, (_, tag) => tag),
  };
}

function refuseDuplicates(
  named: readonly { readonly name: string }[],
  code: 'SOURCE_DUPLICATE' | 'TAG_DUPLICATE',
): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) throw new HistorianError(code, `the name ${name} is given twice`);
    seen.add(name);
  }
}
