/// <reference lib="esnext.temporal" />

const MICROSECONDS_PER_MILLISECOND = 1_000;
const NANOSECONDS_PER_MICROSECOND = 1_000;
/** A time that is this much older than the one before was overtaken on its way: the clock was not set back. */
const OVERTAKEN_US = 60_000_000;
/** Times further apart than this do not belong to the same clock change. */
const SAME_CHANGE_US = 3 * 3_600_000_000;

/** Reads the wall-clock times of one zone, in order of arrival. */
export interface ZoneClock {
  /**
   * Converts a wall-clock time.
   *
   * @param wallUs - the time as if it were UTC, microseconds since 1970
   * @param receivedUs - time of its arrival
   * @returns microseconds since 1970, or NaN where the clock is set ahead over the time, which does not exist
   */
  toUs(wallUs: number, receivedUs: number): number;
  /** Whether the last time occurs twice on its day. */
  isTwofold: boolean;
}

/** A period in which the zone's offset stays the same. */
interface OffsetPeriod {
  readonly fromWallUs: number;
  readonly toWallUs: number;
  readonly offsetUs: number;
}

/**
 * Makes a clock of a zone of the IANA database.
 *
 * Where a clock is set back, an hour occurs twice. A time in it belongs to the first pass if the second is still ahead on arrival, and to
 * the second if that time has just passed. For times that arrive later their order decides: the second pass begins when times go back.
 *
 * @param passes - two numbers of `createPasses`, in which the clock remembers the current pass
 * @throws RangeError for an unknown zone
 */
export function createZoneClock(zone: string, passes: Float64Array = createPasses(1)): ZoneClock {
  let period = periodAround(new Temporal.ZonedDateTime(0n, zone));
  const clock: ZoneClock = {
    isTwofold: false,
    toUs(wallUs, receivedUs) {
      clock.isTwofold = false;
      if (wallUs < period.fromWallUs || wallUs >= period.toWallUs) {
        const plain = plainTime(wallUs);
        const first = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        const second = plain.toZonedDateTime(zone, { disambiguation: 'later' });
        if (!first.equals(second)) {
          if (!first.toPlainDateTime().equals(plain)) return Number.NaN;
          clock.isTwofold = true;
          const offsets = { firstUs: offsetUsOf(first), secondUs: offsetUsOf(second) };
          return wallUs - passOffset(passes, offsets, wallUs, receivedUs);
        }
        period = periodAround(first);
      }
      passes[LAST_WALL_US] = Number.NaN;
      return wallUs - period.offsetUs;
    },
  };
  return clock;
}

function plainTime(wallUs: number): Temporal.PlainDateTime {
  const wallMs = Math.floor(wallUs / MICROSECONDS_PER_MILLISECOND);
  const utc = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC');
  return utc.toPlainDateTime();
}

const offsetUsOf = ({ offsetNanoseconds }: Temporal.ZonedDateTime): number =>
  offsetNanoseconds / NANOSECONDS_PER_MICROSECOND;

function periodAround(time: Temporal.ZonedDateTime): OffsetPeriod {
  const offsetUs = offsetUsOf(time);
  // The search excludes its start, which may be the first moment after a change.
  const from = time.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const to = time.getTimeZoneTransition('next');
  const before = from?.subtract({ nanoseconds: 1 });
  return {
    offsetUs,
    fromWallUs:
      from === null ? -Infinity : microseconds(from) + Math.max(offsetUs, offsetUsOf(before!)),
    toWallUs: to === null ? Infinity : microseconds(to) + Math.min(offsetUs, offsetUsOf(to)),
  };
}

const microseconds = ({ epochMilliseconds }: Temporal.ZonedDateTime): number =>
  epochMilliseconds * MICROSECONDS_PER_MILLISECOND;

/** Index of the latest time in an hour that occurs twice; NaN outside of one. */
const LAST_WALL_US = 0;
/** Index of the flag for the second pass. */
const IS_SECOND = 1;

/** Makes the memory of clocks, two numbers each. Threads share it, since any of them may read a topic's next payload. */
export function createPasses(clockCount: number): Float64Array {
  // A web page may have no shared memory, and no threads to share it with.
  const Buffer = globalThis.SharedArrayBuffer ?? ArrayBuffer;
  const passes = new Float64Array(new Buffer(2 * clockCount * Float64Array.BYTES_PER_ELEMENT));
  for (let clock = 0; clock < clockCount; clock++) passes[2 * clock + LAST_WALL_US] = Number.NaN;
  return passes;
}

function passOffset(
  passes: Float64Array,
  { firstUs, secondUs }: { readonly firstUs: number; readonly secondUs: number },
  wallUs: number,
  receivedUs: number,
): number {
  const lastWallUs = passes[LAST_WALL_US]!;
  const wasSecond = passes[IS_SECOND] === 1;
  const backUs = lastWallUs - wallUs;
  const isNew = !(Math.abs(backUs) < SAME_CHANGE_US);
  const lateUs = receivedUs - (wallUs - secondUs);
  const isAtOnce = Math.abs(lateUs) < (firstUs - secondUs) / 2;
  const isBack = backUs === 0 || backUs > OVERTAKEN_US;
  const isSecond = isAtOnce || (lateUs > 0 && !isNew && (wasSecond || isBack));
  passes[LAST_WALL_US] = isNew || isSecond !== wasSecond ? wallUs : Math.max(lastWallUs, wallUs);
  passes[IS_SECOND] = Number(isSecond);
  return isSecond ? secondUs : firstUs;
}
