/**
 * Filter of a tag's stored samples: the exception test, then the compression test, with PI's parameters.
 *
 * Deviations are in the tag's unit, or in percent of its range; if both are given, percent wins. Times are in seconds, as in PI.
 * A status change, a first value and a value older than the newest always pass.
 */
export interface FilterDefinition {
  /** Exception test: a value must differ by more than this from the last one that passed; 0 passes every change. @default off */
  readonly excDev?: number;
  readonly excDevPercent?: number;
  /** A value sooner than this after the last one that passed does not pass. @default 0 */
  readonly excMin?: number;
  /** A value passes at least this often. @default 600 */
  readonly excMax?: number;
  /** Compression test: stored values, joined by lines, are within this of every value. @default off */
  readonly compDev?: number;
  readonly compDevPercent?: number;
  /** Values are not stored closer than this. @default 0 */
  readonly compMin?: number;
  /** A value is stored at least this often. @default 28800 */
  readonly compMax?: number;
}
