import { StatusCode, type TextSample } from '@varve/protocols';
import type { HeldBack } from '../filter/held-back.ts';
import type { StoredText } from '../copy/text-rows.ts';
import { timeLines, type LastTimes, type MayBeOurs, type NewestSamples } from './resume-filters.ts';
import type { TagList } from '../tags/tag-list.ts';
import { digestOf, noteTextApart, rememberText, type TextState } from '../worker/text-state.ts';

/** The newest stored text of each tag, by the tag's position. */
export type NewestTexts = ReadonlyMap<number, StoredText>;

/** Texts as samples, numbered by position. */
export function textSamplesOf(newest: NewestTexts): TextSample[] {
  return Array.from(newest, ([tag, { time, value, status }]) => ({
    tag,
    timeUs: time,
    value,
    status,
  }));
}

/** The texts of an earlier run. */
export interface EarlierTexts {
  /** The newest of each tag, marks included. */
  readonly newest: NewestTexts;
  /** Where that is a mark, the newest text before it. */
  readonly values: NewestTexts;
}

/** Lets repetitions be told from an earlier run's newest on. */
export function resumeTexts(
  state: TextState,
  { newest, values }: EarlierTexts,
  mayBeOurs: MayBeOurs,
): void {
  for (const sample of textSamplesOf(values)) {
    if (sample.value === null) continue;
    const digest = digestOf(sample.value);
    if (mayBeOurs(sample.tag, sample.status)) noteTextApart(state, sample, digest);
    else rememberText(state, sample, digest);
  }
  for (const sample of textSamplesOf(newest)) {
    if (sample.value !== null) continue;
    if (sample.status < 0) noteTextApart(state, sample, digestOf(null));
    else rememberText(state, sample, digestOf(null));
  }
}

/** When a text was seen last that was not stored again, by the position of its tag. */
export function heldTexts(
  records: readonly HeldBack[],
  positions: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const seen = new Map<number, number>();
  for (const { tagId, samples, isText } of records) {
    const position = positions.get(tagId);
    if (!isText || position === undefined) continue;
    for (const { timeUs } of samples) {
      seen.set(position, Math.max(timeUs, seen.get(position) ?? timeUs));
    }
  }
  return seen;
}

/** Finds when tags were heard last, by what is known of their numbers and texts. */
export function lastTimes(
  newest: NewestSamples,
  newestTexts: NewestTexts,
  seenTexts: ReadonlyMap<number, number>,
): LastTimes {
  return (tag) =>
    Math.max(
      newest.get(tag)?.time ?? Number.NEGATIVE_INFINITY,
      newestTexts.get(tag)?.time ?? Number.NEGATIVE_INFINITY,
      seenTexts.get(tag) ?? Number.NEGATIVE_INFINITY,
    );
}

/** As `interruptionMarks`: where a run that was killed ended, the texts of a device ended too. */
export function interruptionTexts(
  list: TagList,
  newestTexts: NewestTexts,
  lastOf: LastTimes,
): TextSample[] {
  return list.sources.flatMap(({ definition, positions }) =>
    timeLines(definition, positions).flatMap((group) => {
      const last = Math.max(...group.map(lastOf));
      const open = group.filter((tag) => (newestTexts.get(tag)?.status ?? -1) >= 0);
      const mark = { timeUs: last + 1, value: null, status: StatusCode.badShutdown };
      return open.map((tag) => ({ tag, ...mark }));
    }),
  );
}
