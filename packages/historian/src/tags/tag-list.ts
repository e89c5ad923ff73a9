import {
  checkSource,
  checkSources,
  movePlan,
  planSource,
  tagsOf,
  type DecodePlan,
  type DefinitionIssue,
  type SampleFramePlan,
  type SourceDefinition,
  type TagDefinition,
  type TextFramePlan,
} from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { refuseTextTags } from './refuse-text-tags.ts';

/** A source, and what its frames and tags are numbered by. */
export interface SourceEntry {
  readonly definition: SourceDefinition;
  readonly plans: readonly DecodePlan[];
  readonly firstPlan: number;
  readonly tags: readonly TagDefinition[];
  /** Position in the list of each of its tags. */
  readonly positions: Int32Array;
  /** It is gone, and its number is kept for it should it come again. */
  readonly isRemoved: boolean;
}

/** Plan of the frames that a program's own samples travel in. */
export const DIRECT_PLAN = 0;
/** And of those that its texts travel in. */
export const DIRECT_TEXT_PLAN = 1;

/** What may be written to a position. */
export const TagKind = {
  /** Nothing: its tag is gone. */
  gone: 0,
  number: 1,
  text: 2,
} as const;

/**
 * Everything that is configured, numbered: the position of a tag, plan or source is its number on the hot path.
 *
 * Numbers are given once: frames that are on their way while the list changes mean the same before and after.
 */
export interface TagList {
  readonly sources: readonly SourceEntry[];
  /** Those that are gone are there too. */
  readonly tags: readonly TagDefinition[];
  /** Positions of the tags that samples may come of, rising. */
  readonly inUse: Int32Array;
  /** One of `TagKind` for each position. */
  readonly kinds: Uint8Array;
  readonly plans: readonly DecodePlan[];
  /** Source of each plan and of each tag, by position. */
  readonly sourceOfPlan: Int32Array;
  readonly sourceOfTag: Int32Array;
}

// A program's frame may carry tags of many sources; it cannot be rejected, so nothing is counted by its plan.
const NO_SOURCE = 0;
/** What is left of a plan whose frames have all been decoded. */
const NO_PLAN: SampleFramePlan = { codec: 'samples', entries: [], tags: new Int32Array(0) };

/**
 * Numbers sources, tags and decode plans.
 *
 * @throws HistorianError TAG_DUPLICATE, SOURCE_DUPLICATE, SOURCE_INVALID, TAG_INVALID with the name
 */
export function listTags(definitions: readonly SourceDefinition[]): TagList {
  refuseDuplicates(definitions, 'SOURCE_DUPLICATE');
  const draft: Draft = { sources: [], tags: [], plans: [NO_PLAN, NO_PLAN], sourceOfTag: [] };
  for (const definition of definitions) place(draft, draft.sources.length, definition);
  return finish(draft);
}

/**
 * Adds a source. One that was removed gets its numbers back, and so do those of its tags that come again.
 *
 * @throws HistorianError SOURCE_DUPLICATE, SOURCE_INVALID, TAG_DUPLICATE, TAG_INVALID with the name
 */
export function addToList(list: TagList, definition: SourceDefinition): TagList {
  const { name } = definition;
  const known = list.sources.findIndex((entry) => entry.definition.name === name);
  if (known !== -1 && !list.sources[known]!.isRemoved) {
    throw new HistorianError('SOURCE_DUPLICATE', `there is a source ${name} already`);
  }
  const draft = draftOf(list);
  place(draft, known === -1 ? draft.sources.length : known, definition);
  return finish(draft);
}

/** Puts another definition in the place of a source's: none of its frames may be on their way. @throws HistorianError SOURCE_UNKNOWN, SOURCE_INVALID, TAG_DUPLICATE, TAG_INVALID */
export function replaceInList(list: TagList, definition: SourceDefinition): TagList {
  const number = numberOfSource(list, definition.name);
  const draft = draftOf(list);
  emptyPlans(draft, number);
  place(draft, number, definition);
  return finish(draft);
}

/** Takes a source out: none of its frames may be on their way. @throws HistorianError SOURCE_UNKNOWN */
export function removeFromList(list: TagList, name: string): TagList {
  const number = numberOfSource(list, name);
  const draft = draftOf(list);
  emptyPlans(draft, number);
  draft.sources[number] = { ...draft.sources[number]!, plans: [], isRemoved: true };
  return finish(draft);
}

/** The number of a source that is there. @throws HistorianError SOURCE_UNKNOWN */
export function numberOfSource({ sources }: TagList, name: string): number {
  const number = sources.findIndex((entry) => entry.definition.name === name && !entry.isRemoved);
  if (number === -1) throw new HistorianError('SOURCE_UNKNOWN', `there is no source ${name}`);
  return number;
}

/** Gives the positions of the tags whose sources go through a shard; worked out once for each list. */
export function tagsByShard(
  current: () => TagList,
  shardCount: number,
): (shard: number) => Int32Array {
  let known: TagList | undefined;
  let byShard: Int32Array[] = [];
  return (shard) => {
    const list = current();
    if (list !== known) {
      const positions = [...list.sourceOfTag.keys()];
      byShard = Array.from({ length: shardCount }, (_, of) =>
        Int32Array.from(positions.filter((tag) => list.sourceOfTag[tag]! % shardCount === of)),
      );
      known = list;
    }
    return byShard[shard]!;
  };
}

/** The name of the source whose frames a plan decodes; undefined for a program's, and for no plan. */
export function nameOfPlan({ sources, sourceOfPlan }: TagList, plan: number): string | undefined {
  if (plan === DIRECT_PLAN || plan === DIRECT_TEXT_PLAN) return undefined;
  return sources[sourceOfPlan[plan] ?? -1]?.definition.name;
}

/** A list in the making. */
interface Draft {
  readonly sources: SourceEntry[];
  readonly tags: TagDefinition[];
  readonly plans: DecodePlan[];
  readonly sourceOfTag: number[];
}

function draftOf({ sources, tags, plans, sourceOfTag }: TagList): Draft {
  return {
    sources: [...sources],
    tags: [...tags],
    plans: [...plans],
    sourceOfTag: [...sourceOfTag],
  };
}

function place(draft: Draft, number: number, definition: SourceDefinition): void {
  const known = new Map<string, number>();
  // A tag that moves to another source gets a new number: its samples are seen in order within a source only.
  for (const [position, source] of draft.sourceOfTag.entries()) {
    if (source === number) known.set(draft.tags[position]!.name, position);
  }
  refuseInvalid(definition);
  const tags = tagsOf(definition);
  refuseDuplicates(tags, 'TAG_DUPLICATE');
  refuseTextTags(definition, tags);
  const positions = Int32Array.from(tags, (tag) => {
    const position = known.get(tag.name) ?? draft.tags.length;
    draft.tags[position] = tag;
    draft.sourceOfTag[position] = number;
    return position;
  });
  const plans = planSource(definition, 0).map((plan) => movePlan(plan, positions));
  const firstPlan = draft.plans.length;
  draft.plans.push(...plans);
  draft.sources[number] = { definition, plans, firstPlan, tags, positions, isRemoved: false };
}

function emptyPlans({ sources, plans }: Draft, number: number): void {
  const { firstPlan, plans: old } = sources[number]!;
  for (const index of old.keys()) plans[firstPlan + index] = NO_PLAN;
}

function finish(draft: Draft): TagList {
  const present = draft.sources.filter(({ isRemoved }) => !isRemoved);
  refuseDuplicates(
    present.flatMap(({ tags }) => tags),
    'TAG_DUPLICATE',
  );
  refuseRivals(present.map(({ definition }) => definition));
  const sourceOfPlan = new Int32Array(draft.plans.length).fill(NO_SOURCE);
  for (const [number, { firstPlan, plans }] of draft.sources.entries()) {
    sourceOfPlan.fill(number, firstPlan, firstPlan + plans.length);
  }
  const inUse = Int32Array.from(present.flatMap(({ positions }) => [...positions])).toSorted();
  return {
    sources: draft.sources,
    tags: draft.tags,
    inUse,
    kinds: kindsOf(draft.tags, inUse),
    plans: draft.plans
      .with(DIRECT_PLAN, directPlan(draft))
      .with(DIRECT_TEXT_PLAN, directTextPlan(draft.tags.length)),
    sourceOfPlan,
    sourceOfTag: Int32Array.from(draft.sourceOfTag),
  };
}

function kindsOf(tags: readonly TagDefinition[], inUse: Int32Array): Uint8Array {
  const kinds = new Uint8Array(tags.length);
  for (const position of inUse) {
    kinds[position] = tags[position]!.dataType === 'text' ? TagKind.text : TagKind.number;
  }
  return kinds;
}

function directTextPlan(tagCount: number): TextFramePlan {
  const textTags = Int32Array.from({ length: tagCount }, (_, tag) => tag);
  return { codec: 'texts', tags: new Int32Array(0), textTags };
}

/** What a program writes is in the tag's unit; only where it is the tag's source are the tag's nulls its own. */
function directPlan({ tags, sources, sourceOfTag }: Draft): SampleFramePlan {
  const entries = tags.map(({ nulls = [] }, position) => {
    const { definition } = sources[sourceOfTag[position]!]!;
    const known = definition.protocol === 'program' ? [...nulls, ...(definition.nulls ?? [])] : [];
    return { scale: 1, offset: 0, nulls: known };
  });
  return { codec: 'samples', entries, tags: Int32Array.from(tags.keys()) };
}

function refuseInvalid(definition: SourceDefinition): void {
  const issue = checkSource(definition)[0];
  if (issue !== undefined) throw invalidSource(definition, issue);
}

function refuseRivals(definitions: readonly SourceDefinition[]): void {
  const issue = checkSources(definitions)[0];
  if (issue !== undefined) throw invalidSource(definitions[issue.source]!, issue);
}

function invalidSource(
  { name }: SourceDefinition,
  { path, message }: DefinitionIssue,
): HistorianError {
  return new HistorianError('SOURCE_INVALID', `source ${name}: ${path.join('.')}: ${message}`);
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
