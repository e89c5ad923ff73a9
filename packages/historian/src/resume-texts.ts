import { StatusCode, type TextSample } from '@varve/protocols';
import type { StoredText } from './read/newest-texts.ts';
import type { NewestSamples } from './resume.ts';
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
export function resumeTexts(state: TextState, newest: NewestTexts): void {
  for (const sample of textSamplesOf(newest)) rememberText(state, sample, digestOf(sample.value));
}

/** As `interruptionMarks`: where a run that was killed ended, the texts of a device ended too. */
export function interruptionTexts(
  list: TagList,
  newest: NewestSamples,
  newestTexts: NewestTexts,
): TextSample[] {
  return list.sources.flatMap(({ definition, positions }) => {
    if (definition.protocol === 'program') return [];
    const last = positions.reduce(
      (latest, tag) =>
        Math.max(latest, newest.get(tag)?.time ?? latest, newestTexts.get(tag)?.time ?? latest),
      Number.NEGATIVE_INFINITY,
    );
    const open = [...positions].filter((tag) => (newestTexts.get(tag)?.status ?? -1) >= 0);
    const mark = { timeUs: last + 1, value: null, status: StatusCode.badShutdown };
    return open.map((tag) => ({ tag, ...mark }));
  });
}
