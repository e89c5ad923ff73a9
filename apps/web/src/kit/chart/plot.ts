import { usePlotArea } from 'recharts';
import type { TimeWindow } from '../time-range/time-window.ts';
import type { PixelScale } from './line-path.ts';

/** Where the curves are drawn, in pixels of the chart. */
export interface Plot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function usePlot(): Plot | null {
  const plot = usePlotArea();
  return plot === undefined || plot.width <= 0 || plot.height <= 0 ? null : plot;
}

export function timeScale(plot: Plot, { fromMs, toMs }: TimeWindow): PixelScale {
  return { domain: [fromMs, toMs], pixels: [plot.x, plot.x + plot.width] };
}

export function valueScale(plot: Plot, domain: readonly [number, number]): PixelScale {
  return { domain, pixels: [plot.y + plot.height, plot.y] };
}
