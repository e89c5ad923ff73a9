/** Tuples of COPY's binary format, one behind the other. */
export interface TupleRun {
  readonly bytes: Uint8Array;
  /** Where the first begins, and the last ends. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Bytes between the end of one and the beginning of the next. */
  readonly gapBytes: number;
}
