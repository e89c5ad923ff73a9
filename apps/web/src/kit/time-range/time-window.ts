/** A stretch of time, in milliseconds since 1970. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Shortest window that can be zoomed to. */
export const MIN_WINDOW_MS = 100;
