import { StatusCode, type TextSample } from '@varve/protocols';
import type { Filters } from '../filter/filter-samples.ts';
import type { Block } from '../spool/block.ts';
import { singleBlock } from '../spool/single-block.ts';
import { encodeTextRows, TEXT_SAMPLES_TARGET } from './text-rows.ts';
import { digestOf, isUnchanged, rememberText, type TextState } from './text-state.ts';
import { FIRST_TIME_US } from './time-limits.ts';

/** What came out of the texts in a group of frames; counts by source. */
export interface ProcessedTexts {
  /** Undefined when nothing is to be stored. */
  readonly block: Block | undefined;
  /** To be stored. */
  readonly passed: Float64Array<ArrayBuffer>;
  /** The newest of each tag, to be shown. */
  readonly newest: readonly TextSample[];
}

/** What texts are worked by. */
export interface TextSettings {
  readonly texts: TextState;
  /** `excMax`: an unchanged text is stored at least this often. */
  readonly filters: Pick<Filters, 'config'>;
  readonly sourceOfTag: Int32Array;
  readonly tagIds: Int32Array;
  readonly futureLimitUs: number;
}

/**
 * Turns texts into a block: clock, repetitions, encoding. They are few, and go beside the numbers.
 *
 * Stored are a changed text or status, a text that is older than the newest, and an unchanged one after `excMax`.
 *
 * @param accepted - counts by source, to which the texts are added
 */
export function processTexts(
  settings: TextSettings,
  samples: readonly TextSample[],
  nowUs: number,
  accepted: Float64Array,
): ProcessedTexts {
  const passed = new Float64Array(accepted.length);
  const newest = new Map<number, TextSample>();
  const stored: TextSample[] = [];
  for (const given of samples) {
    const sample = limitTime(given, nowUs, settings.futureLimitUs);
    const { tag, timeUs } = sample;
    const source = settings.sourceOfTag[tag]!;
    accepted[source]!++;
    const { isKnown, seenTime } = settings.texts;
    if (isKnown[tag] === 0 || timeUs >= seenTime[tag]!) newest.set(tag, sample);
    if (!isNews(settings, sample)) continue;
    passed[source]!++;
    stored.push(sample);
  }
  const block = stored.length === 0 ? undefined : blockOfTexts(stored, settings.tagIds);
  return { block, passed, newest: [...newest.values()] };
}

/** As numbers: a clock that runs ahead must not hide what comes after it is set right. */
function limitTime(sample: TextSample, nowUs: number, futureLimitUs: number): TextSample {
  const { timeUs, status } = sample;
  if (timeUs <= nowUs + futureLimitUs && timeUs >= FIRST_TIME_US) return sample;
  return { ...sample, timeUs: nowUs, status: status < 0 ? status : StatusCode.uncertain };
}

/** Whether a sample is to be stored; the newest is remembered. */
function isNews({ texts, filters }: TextSettings, sample: TextSample): boolean {
  const { tag, timeUs, status } = sample;
  const digest = digestOf(sample.value);
  const isSame = isUnchanged(texts, tag, digest, status);
  if (texts.isKnown[tag] === 1 && timeUs <= texts.seenTime[tag]!) {
    return !(isSame && timeUs === texts.seenTime[tag]);
  }
  if (isSame && timeUs - texts.storedTime[tag]! < filters.config.excMax[tag]!) {
    texts.seenTime[tag] = timeUs;
    return false;
  }
  rememberText(texts, sample, digest);
  return true;
}

function blockOfTexts(samples: readonly TextSample[], tagIds: Int32Array): Block {
  const times = samples.map(({ timeUs }) => timeUs);
  return singleBlock({
    target: TEXT_SAMPLES_TARGET,
    rows: encodeTextRows(samples, tagIds),
    rowCount: samples.length,
    firstTimeUs: times.reduce((first, time) => Math.min(first, time)),
    lastTimeUs: times.reduce((last, time) => Math.max(last, time)),
  });
}
