import { OUR_TIME_BIT, StatusCode, type TextSample } from '@varve/protocols';
import { CREDIBLE_LEAD_US } from '../filter/forget-future.ts';
import type { Filters } from '../filter/tag-filter.ts';
import type { Block } from '../spool/block.ts';
import { singleBlock } from '../spool/single-block.ts';
import { encodeTextRows, TEXT_SAMPLES_TARGET } from '../copy/text-rows.ts';
import type { TagRules } from '../tags/tag-rules.ts';
import type { Instant } from './take-runs.ts';
import {
  digestOf,
  isLastApart,
  isSameText,
  isUnchanged,
  noteTextApart,
  rememberText,
  type TextState,
} from './text-state.ts';
import { FIRST_TIME_US } from '../tags/is-storable-time.ts';

/** Texts of a group of frames after the filters; counts by source. */
export interface FilteredTexts {
  /** Undefined when nothing is to be stored. */
  readonly block: Block | undefined;
  /** To be stored. */
  readonly passed: Float64Array<ArrayBuffer>;
  /** The newest of each tag, to be shown. */
  readonly newest: readonly TextSample[];
}

/** Options of `filterTexts`. */
export interface TextSettings {
  readonly texts: TextState;
  /** `excMax`: an unchanged text is stored at least this often. */
  readonly filters: Filters;
  readonly rules: TagRules;
  readonly sourceOfTag: Int32Array;
  readonly tagIds: Int32Array;
  readonly futureLimitUs: number;
}

/**
 * Turns texts into a block: clock, marks, repetitions, encoding. They are few, and go beside the numbers.
 *
 * Stored are a changed text or status, a text that is older than the newest, an unchanged one after `excMax`, and the first after a mark.
 *
 * @param accepted - counts by source, to which the texts are added
 */
export function filterTexts(
  settings: TextSettings,
  samples: readonly TextSample[],
  instant: Instant,
  accepted: Float64Array,
): FilteredTexts {
  const passed = new Float64Array(accepted.length);
  const newest = new Map<number, TextSample>();
  const stored: TextSample[] = [];
  for (const given of samples) {
    const source = settings.sourceOfTag[given.tag]!;
    accepted[source]!++;
    const isOurTime = (given.status & OUR_TIME_BIT) !== 0;
    const { sample, isStored, isShown } = isOurTime
      ? takeTextApart(settings, { ...given, status: given.status & ~OUR_TIME_BIT })
      : takeText(settings, given, instant);
    if (isShown) newest.set(sample.tag, sample);
    if (isHeard(sample)) settings.filters.state.heardAt[sample.tag] = instant.elapsedUs;
    if (!isStored) continue;
    passed[source]!++;
    stored.push(sample);
  }
  const block = stored.length === 0 ? undefined : blockOfTexts(stored, settings.tagIds);
  return { block, passed, newest: [...newest.values()] };
}

/** A text, and whether it is stored and shown. */
interface TakenText {
  readonly sample: TextSample;
  readonly isStored: boolean;
  readonly isShown: boolean;
}

function isHeard({ status }: TextSample): boolean {
  return status >= 0 && status !== StatusCode.uncertainInitialValue;
}

function takeText(settings: TextSettings, given: TextSample, instant: Instant): TakenText {
  const { texts, rules } = settings;
  const { tag } = given;
  const isOurs = rules.isOwnTime[tag] === 0;
  const sample = limitTime(given, settings, instant, isOurs);
  texts.lead[tag] = sample.timeUs - instant.nowUs;
  forgetFutureText(texts, sample, instant.nowUs);
  const isNewest = !isLateText(texts, sample);
  return { sample, isStored: isNews(settings, sample), isShown: isNewest };
}

/** As numbers: a clock that runs ahead must not hide what comes after it is set right. */
function limitTime(
  sample: TextSample,
  { futureLimitUs }: TextSettings,
  { nowUs, isBehind }: Instant,
  isOurs: boolean,
): TextSample {
  const { timeUs, status } = sample;
  const latestUs = isBehind ? Number.POSITIVE_INFINITY : nowUs + futureLimitUs;
  const isPossible = timeUs <= latestUs && timeUs >= FIRST_TIME_US;
  const isDoubtful = !isPossible || (isBehind && isOurs && status === StatusCode.good);
  if (!isDoubtful) return sample;
  const doubtful = status < 0 ? status : StatusCode.uncertain;
  return { ...sample, timeUs: isPossible ? timeUs : nowUs, status: doubtful };
}

/** As numbers: a newest text from the future gives way to the next that is not. */
function forgetFutureText(texts: TextState, { tag, timeUs }: TextSample, nowUs: number): void {
  const latestUs = nowUs + CREDIBLE_LEAD_US;
  if (texts.isKnown[tag] === 0 || timeUs > latestUs || texts.seenTime[tag]! <= latestUs) return;
  texts.isKnown[tag] = 0;
  texts.seenTime[tag] = Number.NEGATIVE_INFINITY;
}

/** As `takeApart` of numbers: marks, and texts without a usable time. */
function takeTextApart({ texts, filters, rules }: TextSettings, given: TextSample): TakenText {
  const { tag, status, value } = given;
  const isMark = status < 0 && value === null;
  const wasApart = texts.isApart[tag] === 1;
  const isSilent = wasApart ? texts.apartStatus[tag]! < 0 : texts.isKnown[tag] === 0;
  const isBehindOurs = wasApart && texts.apartStatus[tag]! >= 0;
  const isLed = isMark && rules.isOwnTime[tag] === 1 && !isBehindOurs;
  const lead = isLed ? texts.lead[tag]! : 0;
  const timeUs = Math.max(given.timeUs + lead, newestTime(texts, tag) + 1);
  const sample = { ...given, timeUs };
  if (isSilent && status === StatusCode.badShutdown) {
    return { sample, isStored: false, isShown: false };
  }
  const elapsedUs = timeUs - texts.apartTime[tag]!;
  const isRepeated = isMark && wasApart && status === texts.apartStatus[tag];
  if (isRepeated && elapsedUs < filters.config.excMax[tag]!) {
    const shown = { ...sample, timeUs: texts.apartTime[tag]! };
    return { sample: shown, isStored: false, isShown: true };
  }
  const digest = digestOf(value);
  const isKnown = isSameText(texts, tag, digest) || isLastApart(texts, tag, digest);
  if (status === StatusCode.uncertainInitialValue && isKnown) {
    return { sample, isStored: false, isShown: true };
  }
  noteTextApart(texts, sample, digest);
  return { sample, isStored: true, isShown: true };
}

function newestTime({ isKnown, isApart, seenTime, apartTime }: TextState, tag: number): number {
  const seen = isKnown[tag] === 0 ? Number.NEGATIVE_INFINITY : seenTime[tag]!;
  return isApart[tag] === 1 ? Math.max(seen, apartTime[tag]!) : seen;
}

/** As `isLate` of numbers. */
function isLateText({ isKnown, seenTime }: TextState, { tag, timeUs }: TextSample): boolean {
  return isKnown[tag] === 1 && timeUs < seenTime[tag]!;
}

/** Whether a sample is to be stored; the newest is remembered. */
function isNews({ texts, filters }: TextSettings, sample: TextSample): boolean {
  const { tag, timeUs, status } = sample;
  const digest = digestOf(sample.value);
  const isSame = isUnchanged(texts, tag, digest, status);
  const isAtNewest = texts.isKnown[tag] === 1 && timeUs === texts.seenTime[tag];
  if (isAtNewest || isLateText(texts, sample)) return !(isSame && isAtNewest);
  const isDue = timeUs - texts.storedTime[tag]! >= filters.config.excMax[tag]!;
  // Behind what stands apart ahead of the one that is stored, the text would be unknown.
  const isBehindApart =
    timeUs > texts.apartFrom[tag]! && texts.storedTime[tag]! <= texts.apartTo[tag]!;
  if (isSame && !isDue && !isBehindApart && texts.isApart[tag] === 0) {
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
