import {
  movePlan,
  planSource,
  tagsOf,
  type DecodePlan,
  type SampleFramePlan,
  type SourceDefinition,
  type TagDefinition,
} from '@varve/protocols';
import { directPlan, directTextPlan } from './direct-plan.ts';
import { refuseDefinition, refuseDuplicates, refuseRivals } from './refuse-definition.ts';
import { refuseTextTags } from './refuse-text-tags.ts';
import {
  DIRECT_PLAN,
  DIRECT_TEXT_PLAN,
  TagKind,
  type SourceEntry,
  type TagList,
} from './tag-list.ts';

// A program's frame may carry tags of many sources; it cannot be rejected, so nothing is counted by its plan.
const NO_SOURCE = 0;
/** Stands for a plan whose frames have all been decoded. */
export const NO_PLAN: SampleFramePlan = { codec: 'samples', entries: [], tags: new Int32Array(0) };

/** A list in the making. */
export interface Draft {
  readonly sources: SourceEntry[];
  readonly tags: TagDefinition[];
  readonly plans: DecodePlan[];
  readonly sourceOfTag: number[];
}

/** Copies a list to change it. */
export function draftList({ sources, tags, plans, sourceOfTag }: TagList): Draft {
  return {
    sources: [...sources],
    tags: [...tags],
    plans: [...plans],
    sourceOfTag: [...sourceOfTag],
  };
}

/** Puts a source at a number, with its tags and plans. */
export function placeSource(draft: Draft, sourceNo: number, definition: SourceDefinition): void {
  const known = new Map<string, number>();
  // A tag that moves to another source gets a new number: its samples are seen in order within a source only.
  for (const [position, source] of draft.sourceOfTag.entries()) {
    if (source === sourceNo) known.set(draft.tags[position]!.name, position);
  }
  refuseDefinition(definition);
  const tags = tagsOf(definition);
  refuseDuplicates(tags, 'TAG_DUPLICATE');
  refuseTextTags(tags);
  const positions = Int32Array.from(tags, (tag) => {
    const position = known.get(tag.name) ?? draft.tags.length;
    draft.tags[position] = tag;
    draft.sourceOfTag[position] = sourceNo;
    return position;
  });
  const plans = planSource(definition, 0).map((plan) => movePlan(plan, positions));
  const firstPlan = draft.plans.length;
  draft.plans.push(...plans);
  draft.sources[sourceNo] = { definition, plans, firstPlan, tags, positions, isRemoved: false };
}

/** Takes the plans of a source out; none of its frames may be on their way. */
export function emptyPlans({ sources, plans }: Draft, sourceNo: number): void {
  const { firstPlan, plans: old } = sources[sourceNo]!;
  for (const index of old.keys()) plans[firstPlan + index] = NO_PLAN;
}

/** Makes a list of a draft. @throws HistorianError TAG_DUPLICATE, SOURCE_INVALID */
export function finishList(draft: Draft): TagList {
  const present = draft.sources.filter(({ isRemoved }) => !isRemoved);
  refuseDuplicates(
    present.flatMap(({ tags }) => tags),
    'TAG_DUPLICATE',
  );
  refuseRivals(present.map(({ definition }) => definition));
  const sourceOfPlan = new Int32Array(draft.plans.length).fill(NO_SOURCE);
  for (const [sourceNo, { firstPlan, plans }] of draft.sources.entries()) {
    sourceOfPlan.fill(sourceNo, firstPlan, firstPlan + plans.length);
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
