import { isStep } from './series.ts';
import type { Series } from './series.ts';
import type { TimeWindow } from '../time-range/time-window.ts';
import { heldPath, linePath } from './line-path.ts';
import { timeScale, usePlot, valueScale } from './plot.ts';
import { axisIdOf } from './unit-axes.ts';
import type { UnitAxis } from './unit-axes.ts';

export interface LayerProps {
  readonly shown: TimeWindow;
  readonly series: readonly Series[];
  readonly axes: readonly UnitAxis[];
}

interface SeriesLayerProps extends LayerProps {
  /** Until when the last values are known to hold; null where the chart does not end now. */
  readonly holdUntilMs: number | null;
}

/**
 * The curves, a path each. Recharts' own `Line` makes an object of every point and wants all series at
 * the same times; a path of columns redraws thousands of samples four times a second.
 */
export function SeriesLayer({ shown, series, axes, holdUntilMs }: SeriesLayerProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const x = timeScale(plot, shown);
  return (
    <g className="series-layer">
      <clipPath id="plot-clip">
        <rect x={plot.x} y={plot.y - 2} width={plot.width} height={plot.height + 4} />
      </clipPath>
      <g clipPath="url(#plot-clip)">
        {series.map((one) => {
          const axis = axes.find(({ id }) => id === axisIdOf(one.tag));
          if (axis === undefined) return null;
          const y = valueScale(plot, axis.domain);
          const held = heldPath(one, { x, y, holdUntilMs });
          return (
            <g key={one.tag.id} className={`slot-${one.slot}`}>
              {held !== '' && (
                <path className="series-line is-held" data-held-tag={one.tag.name} d={held} />
              )}
              <path
                className="series-line"
                data-tag={one.tag.name}
                d={linePath(one, { x, y, step: isStep(one.tag), holdUntilMs })}
              />
            </g>
          );
        })}
      </g>
    </g>
  );
}
