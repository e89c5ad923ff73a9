/**
 * Memory of the filters for each tag, shared by the tag's position, so that any worker can go on where another
 * ended. One tag has one writer at a time.
 */
export interface FilterState {
  /** One of `Phase`. */
  readonly phase: Uint8Array<SharedArrayBuffer>;
  /** Newest sample received. */
  readonly seenTime: Float64Array<SharedArrayBuffer>;
  readonly seenValue: Float64Array<SharedArrayBuffer>;
  readonly seenStatus: Int32Array<SharedArrayBuffer>;
  /** Last sample that passed the exception test; `seen` is a suppressed one when it is newer. */
  readonly passedTime: Float64Array<SharedArrayBuffer>;
  readonly passedValue: Float64Array<SharedArrayBuffer>;
  /** Last sample that was stored, where the door hangs. */
  readonly storedTime: Float64Array<SharedArrayBuffer>;
  readonly storedValue: Float64Array<SharedArrayBuffer>;
  /** Last sample that passed the exception test and waits at the door. */
  readonly heldTime: Float64Array<SharedArrayBuffer>;
  readonly heldValue: Float64Array<SharedArrayBuffer>;
  readonly heldStatus: Int32Array<SharedArrayBuffer>;
  /** Slopes, per microsecond, that a line from the stored sample may have. */
  readonly slopeLow: Float64Array<SharedArrayBuffer>;
  readonly slopeHigh: Float64Array<SharedArrayBuffer>;
  /**
   * 1 while the newest of the tag stands outside its device's time line: a mark, or a sample with a time of ours. Whatever comes next
   * ends it.
   */
  readonly isApart: Uint8Array<SharedArrayBuffer>;
  /** Time and status of that, as stored. */
  readonly apartTime: Float64Array<SharedArrayBuffer>;
  readonly apartStatus: Int32Array<SharedArrayBuffer>;
  /** Value of the last sample with a time of ours; NaN where there was none. */
  readonly apartValue: Float64Array<SharedArrayBuffer>;
  /**
   * Between which times, in the time line of the tag, what stands outside it lies; none lies ahead where the newest sample is later. A line
   * is drawn from there to its neighbours.
   */
  readonly apartFrom: Float64Array<SharedArrayBuffer>;
  readonly apartTo: Float64Array<SharedArrayBuffer>;
  /** The device's clock less ours, in microseconds, by its newest sample; at most as far ahead as it is. */
  readonly lead: Float64Array<SharedArrayBuffer>;
  /** When a sample came last, by the clock that never steps, in microseconds; 0 where none has. */
  readonly heardAt: Float64Array<SharedArrayBuffer>;
}

/** How much a tag's state holds. */
export const Phase = {
  /** Nothing was received. */
  empty: 0,
  /** There is a stored sample, and none waits. */
  stored: 1,
  /** A sample waits at the door. */
  held: 2,
} as const;

/** Makes the state of tags that nothing was received of. */
export function createFilterState(tagCount: number): FilterState {
  const doubles = (): Float64Array<SharedArrayBuffer> =>
    new Float64Array(new SharedArrayBuffer(tagCount * 8));
  const integers = (): Int32Array<SharedArrayBuffer> =>
    new Int32Array(new SharedArrayBuffer(tagCount * 4));
  return {
    phase: new Uint8Array(new SharedArrayBuffer(tagCount)),
    seenTime: doubles(),
    seenValue: doubles(),
    seenStatus: integers(),
    passedTime: doubles(),
    passedValue: doubles(),
    storedTime: doubles(),
    storedValue: doubles(),
    heldTime: doubles(),
    heldValue: doubles(),
    heldStatus: integers(),
    slopeLow: doubles(),
    slopeHigh: doubles(),
    isApart: new Uint8Array(new SharedArrayBuffer(tagCount)),
    apartTime: doubles(),
    apartStatus: integers(),
    apartValue: doubles().fill(Number.NaN),
    apartFrom: doubles().fill(Number.NEGATIVE_INFINITY),
    apartTo: doubles().fill(Number.NEGATIVE_INFINITY),
    lead: doubles(),
    heardAt: doubles(),
  };
}

/** Hangs the door of the compression test at a stored sample. */
export function hangDoor(state: FilterState, tag: number, time: number, value: number): void {
  state.storedTime[tag] = time;
  state.storedValue[tag] = value;
  state.slopeLow[tag] = Number.NEGATIVE_INFINITY;
  state.slopeHigh[tag] = Number.POSITIVE_INFINITY;
  state.phase[tag] = Phase.stored;
}

/** A sample of one tag. */
export interface StatedSample {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  readonly value: number;
  readonly status: number;
}

/** Lets the tests of a tag begin at a sample, its newest, which is stored. */
export function beginAt(
  state: FilterState,
  tag: number,
  { timeUs, value, status }: StatedSample,
): void {
  hangDoor(state, tag, timeUs, value);
  state.passedTime[tag] = timeUs;
  state.passedValue[tag] = value;
  state.seenTime[tag] = timeUs;
  state.seenValue[tag] = value;
  state.seenStatus[tag] = status;
}
