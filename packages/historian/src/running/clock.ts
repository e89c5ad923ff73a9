import type { HistorianEvent } from '../historian-event.ts';
import type { Instant } from '../worker/take-runs.ts';

/** The clock of a historian, and what is known of its faults. */
export interface Clock extends Disposable {
  nowUs(): number;
  instant(): Instant;
  /** Tells the clock of the newest time that is stored: as long as it is behind that by more than is allowed, it is wrong. */
  knowStored(newestUs: number): void;
  /** Tells the clock that devices agree with it: what is stored ahead of it was stamped by a wrong one. */
  trust(): void;
  stats(): ClockStats;
}

/** How our clock is doing. */
export interface ClockStats {
  /** It shows a time before the newest that is stored: what is stamped by it is Uncertain. */
  readonly isBehind: boolean;
  /** The last step that was seen, forward or back; undefined where none was. */
  readonly lastStep: { readonly byMs: number; readonly timeUs: number } | undefined;
}

/** Options of `createClock`. */
export interface ClockParts {
  readonly nowUs: () => number;
  /** How far a stored time may be ahead, in milliseconds. */
  readonly futureLimitMs: number;
  readonly onEvent: (event: HistorianEvent) => void;
}

const LOOK_MS = 1_000;
const LEAST_STEP_MS = 1_000;
const US_PER_MS = 1_000;

/** Makes a clock that tells, every second, whether it was stepped. */
export function createClock({ nowUs, futureLimitMs, onEvent }: ClockParts): Clock {
  let storedUs = Number.NEGATIVE_INFINITY;
  let isBehind = false;
  let lastStep: ClockStats['lastStep'];
  let seenUs = nowUs();
  let seenElapsedUs = elapsedUs();

  const isNowBehind = (timeUs: number): boolean => {
    const is = storedUs - timeUs > futureLimitMs * US_PER_MS;
    if (is !== isBehind) {
      isBehind = is;
      const byMs = is ? (storedUs - timeUs) / US_PER_MS : 0;
      onEvent({ kind: 'clock-behind', isBehind, byMs });
    }
    return is;
  };

  const timer = setInterval(() => {
    const timeUs = nowUs();
    const atUs = elapsedUs();
    const byMs = (timeUs - seenUs - (atUs - seenElapsedUs)) / US_PER_MS;
    seenUs = timeUs;
    seenElapsedUs = atUs;
    isNowBehind(timeUs);
    if (Math.abs(byMs) < LEAST_STEP_MS) return;
    lastStep = { byMs, timeUs };
    onEvent({ kind: 'clock-stepped', byMs });
  }, LOOK_MS);
  timer.unref();

  return {
    nowUs,
    instant() {
      const timeUs = nowUs();
      return { nowUs: timeUs, elapsedUs: elapsedUs(), isBehind: isNowBehind(timeUs) };
    },
    knowStored(newestUs) {
      storedUs = newestUs;
      isNowBehind(nowUs());
    },
    trust() {
      storedUs = Number.NEGATIVE_INFINITY;
      isNowBehind(nowUs());
    },
    stats: () => ({ isBehind, lastStep }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Since some moment, by a clock that never steps. */
function elapsedUs(): number {
  return performance.now() * US_PER_MS;
}

const LARGEST_DRIFT_US = 2_000;

/**
 * Makes a reading of the system's clock in microseconds. It rises with each call, so that what came one behind the other is told apart,
 * and follows the clock when that is set.
 */
export function createSystemClock(): () => number {
  let offsetUs = Date.now() * US_PER_MS - elapsedUs();
  let lastUs = Number.NEGATIVE_INFINITY;
  return () => {
    const wallUs = Date.now() * US_PER_MS;
    let timeUs = Math.round(elapsedUs() + offsetUs);
    // The wall shows whole milliseconds.
    if (timeUs < wallUs - LARGEST_DRIFT_US || timeUs > wallUs + LARGEST_DRIFT_US) {
      offsetUs = wallUs - elapsedUs();
      timeUs = wallUs;
    }
    const isSetBack = lastUs - timeUs > LEAST_STEP_MS * US_PER_MS;
    lastUs = isSetBack ? timeUs : Math.max(timeUs, lastUs + 1);
    return lastUs;
  };
}
