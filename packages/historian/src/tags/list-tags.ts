import type { SourceDefinition } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import {
  draftList,
  emptyPlans,
  finishList,
  NO_PLAN,
  placeSource,
  type Draft,
} from './draft-list.ts';
import { refuseDuplicates } from './refuse-definition.ts';
import { sourceNoOf, type TagList } from './tag-list.ts';

/**
 * Numbers sources, tags and decode plans.
 *
 * @throws HistorianError TAG_DUPLICATE, SOURCE_DUPLICATE, SOURCE_INVALID, TAG_INVALID with the name
 */
export function listTags(definitions: readonly SourceDefinition[]): TagList {
  refuseDuplicates(definitions, 'SOURCE_DUPLICATE');
  const draft: Draft = { sources: [], tags: [], plans: [NO_PLAN, NO_PLAN], sourceOfTag: [] };
  for (const definition of definitions) placeSource(draft, draft.sources.length, definition);
  return finishList(draft);
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
  const draft = draftList(list);
  placeSource(draft, known === -1 ? draft.sources.length : known, definition);
  return finishList(draft);
}

/**
 * Replaces the definition of a source; none of its frames may be on their way.
 *
 * @throws HistorianError SOURCE_UNKNOWN, SOURCE_INVALID, TAG_DUPLICATE, TAG_INVALID with the name
 */
export function replaceInList(list: TagList, definition: SourceDefinition): TagList {
  const sourceNo = sourceNoOf(list, definition.name);
  const draft = draftList(list);
  emptyPlans(draft, sourceNo);
  placeSource(draft, sourceNo, definition);
  return finishList(draft);
}

/** Removes a source; none of its frames may be on their way. @throws HistorianError SOURCE_UNKNOWN */
export function removeFromList(list: TagList, name: string): TagList {
  const sourceNo = sourceNoOf(list, name);
  const draft = draftList(list);
  emptyPlans(draft, sourceNo);
  draft.sources[sourceNo] = { ...draft.sources[sourceNo]!, plans: [], isRemoved: true };
  return finishList(draft);
}
