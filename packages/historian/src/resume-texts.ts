import { StatusCode, type TextSample } from '@varve/protocols';
import type { HeldBack } from './filter/held-back.ts';
import type { StoredText } from './read/newest-texts.ts';
import { timeLines, type MayBeOurs, type NewestSamples } from './resume.ts';
import type { TagList } from './tag-list.ts';
import { digestOf, rememberText, type TextState } from './write/text-state.ts';

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

/** Lets repetitions be told from an earlier run's newest on. */
export function resumeTexts(state: TextState, newest: NewestTexts, mayBeOurs: MayBeOurs): void {
  for (const sample of textSamplesOf(newest)) {
    const { tag, timeUs, value, status } = sample;
    const isMark = status < 0 && value === null;
    if (!isMark && !mayBeOurs(tag, status)) {
      rememberText(state, sample, digestOf(value));
      continue;
    }
    state.isApart[tag] = 1;
    state.apartTime[tag] = timeUs;
    state.apartStatus[tag] = status;
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

/** As `interruptionMarks`: where a run that was killed ended, the texts of a device ended too. */
export function interruptionTexts(
  list: TagList,
  newest: NewestSamples,
  newestTexts: NewestTexts,
  seen: ReadonlyMap<number, number>,
): TextSample[] {
  const lastOf = (tag: number): number =>
    Math.max(
      newest.get(tag)?.time ?? Number.NEGATIVE_INFINITY,
      newestTexts.get(tag)?.time ?? Number.NEGATIVE_INFINITY,
      seen.get(tag) ?? Number.NEGATIVE_INFINITY,
    );
  return list.sources.flatMap(({ definition, positions }) =>
    timeLines(definition, positions).flatMap((group) => {
      const last = Math.max(...group.map(lastOf));
      const open = group.filter((tag) => (newestTexts.get(tag)?.status ?? -1) >= 0);
      const mark = { timeUs: last + 1, value: null, status: StatusCode.badShutdown };
      return open.map((tag) => ({ tag, ...mark }));
    }),
  );
}
