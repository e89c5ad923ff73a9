import { Phase, type FilterState } from './filter-state.ts';
import { flushTag, type TagFilter } from './tag-filter.ts';

/** A newest sample that is ahead of our clock by less than this, in microseconds, is believed. */
export const CREDIBLE_LEAD_US = 1_000_000;

/** Time of the next sample, and of our clock, in microseconds since 1970. */
export interface NextTime {
  readonly nextUs: number;
  readonly nowUs: number;
}

/**
 * Whether the newest sample of a tag claims to be in the future and the next one does not. A clock was set back then, ours or the device's,
 * and all samples would be taken for late until the clock is there again.
 */
export function isFutureForgotten(
  { phase, seenTime }: FilterState,
  tag: number,
  { nextUs, nowUs }: NextTime,
): boolean {
  const latestUs = nowUs + CREDIBLE_LEAD_US;
  return nextUs <= latestUs && phase[tag] !== Phase.empty && seenTime[tag]! > latestUs;
}

/** Lets a tag begin anew where `isFutureForgotten`. The samples that waited are stored. */
export function forgetFuture(filter: TagFilter, next: NextTime): void {
  const { state, tag } = filter;
  if (!isFutureForgotten(state, tag, next)) return;
  flushTag(filter);
  state.phase[tag] = Phase.empty;
  state.seenTime[tag] = Number.NEGATIVE_INFINITY;
}
