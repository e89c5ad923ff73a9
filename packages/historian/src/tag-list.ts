import type { SourceDefinition, TagDefinition } from '@varve/protocols';
import { planSource, tagsOf, type DecodePlan } from '@varve/protocols';
import { HistorianError } from './historian-error.ts';

/** A source, its place in the list of sources, and what its frames and tags are numbered from. */
export interface SourceEntry {
  readonly definition: SourceDefinition;
  readonly plans: readonly DecodePlan[];
  readonly firstPlan: number;
  readonly firstTag: number;
  readonly tags: readonly TagDefinition[];
}

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
  let firstPlan = 0;
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
    plans: sources.flatMap((source) => source.plans),
    sourceOfPlan: Int32Array.from(sources.flatMap(({ plans }, index) => plans.map(() => index))),
    sourceOfTag: Int32Array.from(sources.flatMap(({ tags }, index) => tags.map(() => index))),
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
