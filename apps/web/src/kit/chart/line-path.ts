import { firstSampleOf } from './series.ts';
import type { Columns, Series } from './series.ts';

/** From a time or a value to a pixel, in a straight line. */
export interface PixelScale {
  readonly domain: readonly [number, number];
  readonly pixels: readonly [number, number];
}

export function toPixel({ domain, pixels }: PixelScale, value: number): number {
  // In halves: the difference of two very large numbers would overflow.
  const fraction = (value / 2 - domain[0] / 2) / (domain[1] / 2 - domain[0] / 2);
  return pixels[0] + fraction * (pixels[1] - pixels[0]);
}

/** Points of a line; the first of them may stand for a sample before the range. */
type Line = Columns & Pick<Series, 'heldFromMs'>;

interface HeldPathOptions {
  readonly x: PixelScale;
  readonly y: PixelScale;
  /** Where the last value that holds is still known to; null ends it at its sample. */
  readonly holdUntilMs: number | null;
}

interface LinePathOptions extends HeldPathOptions {
  /** Holds each value until the next sample. */
  readonly step: boolean;
}

const round = (pixel: number): string => pixel.toFixed(1);

/**
 * Writes a series as the path of an SVG. A null breaks the line; a sample alone between two breaks
 * becomes a dot (a line of no length with round ends). What is held from before the range is left to `heldPath`.
 */
export function linePath(series: Line, options: LinePathOptions): string {
  const { timesMs, values } = series;
  const { x, y, step, holdUntilMs } = options;
  const parts: string[] = [];
  let drawing = false;
  for (let i = firstSampleOf(series); i < timesMs.length; i++) {
    const value = values[i]!;
    const at = round(toPixel(x, timesMs[i]!));
    if (value === null) {
      // A step's value holds until the moment it is known to be bad.
      if (drawing && step) parts.push(`H${at}`);
      drawing = false;
      continue;
    }
    const height = round(toPixel(y, value));
    if (!drawing) parts.push(`M${at} ${height}h0`);
    else if (step) parts.push(`H${at}V${height}`);
    else parts.push(`L${at} ${height}`);
    drawing = true;
  }
  const lastMs = timesMs.at(-1);
  if (drawing && step && holdUntilMs !== null && lastMs !== undefined && holdUntilMs > lastMs) {
    parts.push(`H${round(toPixel(x, holdUntilMs))}`);
  }
  return parts.join('');
}

/**
 * Writes what is held from before the range as the path of an SVG: level until the next sample, of a linear tag as well, and then up or
 * down to that; empty where nothing is.
 */
export function heldPath(series: Line, { x, y, holdUntilMs }: HeldPathOptions): string {
  const { timesMs, values, heldFromMs } = series;
  const [value, next] = values;
  if (heldFromMs === null || value == null) return '';
  const start = `M${round(toPixel(x, timesMs[0]!))} ${round(toPixel(y, value))}`;
  const untilMs = timesMs[1] ?? holdUntilMs ?? timesMs[0]!;
  const level = `H${round(toPixel(x, untilMs))}`;
  return next == null ? start + level : `${start}${level}V${round(toPixel(y, next))}`;
}
