import type { Sample } from './samples.ts';

/** Filter of one tag; times in microseconds, deviations undefined where the test is off. */
export interface ReferenceConfig {
  readonly excDev: number | undefined;
  readonly excMin: number;
  readonly excMax: number;
  readonly compDev: number | undefined;
  readonly compMin: number;
  readonly compMax: number;
  readonly isStep: boolean;
}

const isNumber = ({ value }: Sample): boolean => Number.isFinite(value);

/**
 * The two tests the slow, obvious way: everything that came is kept in lists, and each sample is compared with all
 * of those that wait.
 */
export class ReferenceFilter {
  readonly stored: Sample[] = [];
  readonly #config: ReferenceConfig;
  /** In rising order of time: what came late is not in it. */
  readonly #received: Sample[] = [];
  readonly #passed: Sample[] = [];
  /** Where the door hangs, and what passed since. */
  #anchor: Sample | undefined;
  #waiting: Sample[] = [];

  constructor(config: ReferenceConfig) {
    this.#config = config;
  }

  take(sample: Sample): void {
    const newest = this.#received.at(-1);
    if (newest !== undefined && sample.time <= newest.time) {
      const isSame = (['time', 'value', 'status'] as const).every((key) =>
        Object.is(sample[key], newest[key]),
      );
      if (!isSame) this.stored.push(sample);
      return;
    }
    const { excDev, compDev, isStep } = this.#config;
    if (excDev === undefined && (compDev === undefined || isStep)) this.#store(sample);
    else if (
      newest === undefined ||
      newest.status !== sample.status ||
      !isNumber(sample) ||
      !isNumber(newest)
    )
      this.#break(sample, newest);
    else this.#testException(sample, newest);
    this.#received.push(sample);
  }

  /** Stores what waits. */
  flush(): void {
    const newest = this.#received.at(-1);
    const last = this.#waiting.at(-1);
    if (last !== undefined) this.#store(last);
    if (newest !== undefined && newest.time > this.#passed.at(-1)!.time) this.#store(newest);
  }

  #store(sample: Sample): void {
    this.stored.push(sample);
    this.#anchor = sample;
    this.#waiting = [];
    if (this.#passed.at(-1) !== sample) this.#passed.push(sample);
  }

  #break(sample: Sample, newest: Sample | undefined): void {
    const isRepeated =
      newest !== undefined &&
      newest.status === sample.status &&
      Object.is(newest.value, sample.value) &&
      sample.time - this.#passed.at(-1)!.time < this.#config.excMax;
    if (isRepeated) return;
    this.flush();
    this.#store(sample);
  }

  #testException(sample: Sample, newest: Sample): void {
    const { excDev, excMin, excMax, isStep } = this.#config;
    const last = this.#passed.at(-1)!;
    const elapsed = sample.time - last.time;
    if (excDev !== undefined) {
      const leaves = Math.abs(sample.value - last.value) > excDev && elapsed >= excMin;
      if (!leaves && elapsed < excMax) return;
      if (leaves && newest.time > last.time && !isStep) this.#pass(newest);
    }
    this.#pass(sample);
  }

  #pass(sample: Sample): void {
    const { compDev, isStep } = this.#config;
    if (compDev === undefined || isStep) {
      this.#store(sample);
      return;
    }
    if (this.#waiting.length > 0 && this.#leavesDoor(sample, compDev)) {
      this.#store(this.#waiting.at(-1)!);
    }
    this.#passed.push(sample);
    this.#waiting.push(sample);
  }

  #leavesDoor(sample: Sample, compDev: number): boolean {
    const { compMin, compMax } = this.#config;
    const anchor = this.#anchor!;
    const elapsed = sample.time - anchor.time;
    if (elapsed >= compMax) return true;
    if (this.#waiting.at(-1)!.time - anchor.time < compMin) return false;
    const slope = (sample.value - anchor.value) / elapsed;
    return this.#waiting.some(({ time, value }) => {
      const rise = value - anchor.value;
      const lowest = (rise - compDev) / (time - anchor.time);
      const highest = (rise + compDev) / (time - anchor.time);
      return slope < lowest || slope > highest;
    });
  }
}
