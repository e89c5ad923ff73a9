import type { Columns } from '../trend/series.ts';

/** From a time or a value to a pixel, in a straight line. */
export interface PixelScale {
  readonly domain: readonly [number, number];
  readonly pixels: readonly [number, number];
}

export function toPixel({ domain, pixels }: PixelScale, value: number): number {
  // Of halves: the difference of two very large numbers would be none any more.
  const fraction = (value / 2 - domain[0] / 2) / (domain[1] / 2 - domain[0] / 2);
  return pixels[0] + fraction * (pixels[1] - pixels[0]);
}

export interface LinePathOptions {
  readonly x: PixelScale;
  readonly y: PixelScale;
  /** Holds each value until the next sample. */
  readonly step: boolean;
  /** Where the last value of a step line is still known to hold; null ends it at its sample. */
  readonly holdUntilMs: number | null;
}

const round = (pixel: number): string => pixel.toFixed(1);

/**
 * Writes a series as the path of an SVG. A null breaks the line; a sample alone between two breaks
 * becomes a dot (a line of no length with round ends).
 */
export function linePath(series: Columns, options: LinePathOptions): string {
  const { timesMs, values } = series;
  const { x, y, step, holdUntilMs } = options;
  const parts: string[] = [];
  let drawing = false;
  for (let i = 0; i < timesMs.length; i++) {
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
