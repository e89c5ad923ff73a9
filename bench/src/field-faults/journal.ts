/** True events of a plant in a run, with which the historian's samples are compared. */
export interface Journal {
  /** Beginning of the plant, milliseconds since 1970. */
  readonly startMs: number;
  readonly outages: JournalOutage[];
  /** Messages that the broker was told are safe. */
  readonly acknowledged: AcknowledgedMessage[];
  /** Faults that were seen while the plant ran. */
  readonly findings: string[];
}

/** A stretch in which some tags had nothing to say, or nothing true. */
export interface JournalOutage {
  readonly kind: string;
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Time in which the historian is to notice, in milliseconds. */
  readonly limitMs: number;
  /** An answer that was on its way at the beginning may be Good for so long, in milliseconds. */
  readonly graceMs: number;
  /** Messages that were kept meanwhile come later with their own time, which leaves no gap. */
  readonly isFilledLater: boolean;
}

/** A message of a topic whose payloads carry their own time. */
export interface AcknowledgedMessage {
  readonly tag: string;
  readonly timeMs: number;
  readonly value: number;
}

/** Time for which the plant shows one value, in milliseconds. */
export const STEP_MS = 100;
/** The number of a tag is above, the step of the plant below. */
export const VALUES_PER_TAG = 100_000;
/** Steps after which a filtered value is where it was. */
const WAVE_STEPS = 120;
const WAVE_HEIGHT = 50;

/** The step that the plant is at. */
export function stepAt(startMs: number, timeMs: number): number {
  return Math.floor((timeMs - startMs) / STEP_MS) % VALUES_PER_TAG;
}

/** Value of tag number `tag` at a step, from which both can be read. */
export function valueAt(tag: number, step: number): number {
  return tag * VALUES_PER_TAG + step;
}

/** Value of a tag with a filter at a step: a wave above the number of the tag. */
export function waveAt(tag: number, step: number): number {
  return tag * VALUES_PER_TAG + WAVE_HEIGHT * (1 + Math.sin((2 * Math.PI * step) / WAVE_STEPS));
}
