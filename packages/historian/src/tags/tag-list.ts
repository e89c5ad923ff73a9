import type { DecodePlan, SourceDefinition, TagDefinition } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';

/** A source, with the numbers of its plans and tags. */
export interface SourceEntry {
  readonly definition: SourceDefinition;
  readonly plans: readonly DecodePlan[];
  readonly firstPlan: number;
  readonly tags: readonly TagDefinition[];
  /** Position in the list of each of its tags. */
  readonly positions: Int32Array;
  /** It was removed; its number is kept for it, should it come again. */
  readonly isRemoved: boolean;
}

/** Plan of the frames that a program's own samples travel in. */
export const DIRECT_PLAN = 0;
/** Plan of the frames that a program's texts travel in. */
export const DIRECT_TEXT_PLAN = 1;

/** Kind of the samples at a position. */
export const TagKind = {
  /** None: its tag was removed. */
  gone: 0,
  number: 1,
  text: 2,
} as const;

/**
 * Sources, tags and plans of a historian, numbered: on the hot path a tag is its position, a source its `sourceNo`, a plan its `planNo`.
 *
 * Numbers are given once: frames that are on their way while the list changes mean the same before and after.
 */
export interface TagList {
  readonly sources: readonly SourceEntry[];
  /** By position; removed tags are among them. */
  readonly tags: readonly TagDefinition[];
  /** Positions of the tags that may have samples, rising. */
  readonly inUse: Int32Array;
  /** One of `TagKind` for each position. */
  readonly kinds: Uint8Array;
  readonly plans: readonly DecodePlan[];
  /** `sourceNo` of each plan, by `planNo`, and of each tag, by position. */
  readonly sourceOfPlan: Int32Array;
  readonly sourceOfTag: Int32Array;
}

/** Finds the `sourceNo` of a source that was not removed. @throws HistorianError SOURCE_UNKNOWN */
export function sourceNoOf({ sources }: TagList, name: string): number {
  const sourceNo = sources.findIndex((entry) => entry.definition.name === name && !entry.isRemoved);
  if (sourceNo === -1) throw new HistorianError('SOURCE_UNKNOWN', `there is no source ${name}`);
  return sourceNo;
}

/** Name of the source whose frames a plan decodes; undefined for the plans of programs, and for unknown ones. */
export function nameOfPlan({ sources, sourceOfPlan }: TagList, planNo: number): string | undefined {
  if (planNo === DIRECT_PLAN || planNo === DIRECT_TEXT_PLAN) return undefined;
  return sources[sourceOfPlan[planNo] ?? -1]?.definition.name;
}
