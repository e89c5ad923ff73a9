/** Samples or texts of one source that a program writes. */
export interface DirectFrame {
  readonly source: number;
  readonly payload: Uint8Array;
}
