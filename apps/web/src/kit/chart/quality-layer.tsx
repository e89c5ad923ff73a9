import type { Series } from './series.ts';
import type { TimeWindow } from '../time-range/time-window.ts';
import { toPixel } from './line-path.ts';
import { timeScale, usePlot } from './plot.ts';
import { joinStretches, qualityStretches } from './quality-stretches.ts';

const LANE_HEIGHT = 4;

interface QualityLayerProps {
  readonly shown: TimeWindow;
  readonly series: readonly Series[];
}

/** Shades the times at which something was bad, and says whose they were in a lane for each tag. */
export function QualityLayer({ shown, series }: QualityLayerProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const x = timeScale(plot, shown);
  const lanes = series.map((one) => ({ one, stretches: qualityStretches(one, shown.toMs) }));
  const bad = lanes.flatMap(({ stretches }) => stretches.filter((s) => s.quality === 'BAD'));
  const across = ({ fromMs, toMs }: TimeWindow) => {
    const left = Math.max(plot.x, toPixel(x, fromMs));
    const right = Math.min(plot.x + plot.width, toPixel(x, toMs));
    return { x: left, width: Math.max(0, right - left) };
  };
  const bottom = plot.y + plot.height;
  return (
    <g className="quality-layer" aria-hidden="true">
      <pattern
        id="bad-hatch"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="7" height="7" className="bad-ground" />
        <rect width="1.5" height="7" className="bad-stripe" />
      </pattern>
      {joinStretches(bad).map((stretch) => (
        <rect
          key={stretch.fromMs}
          className="bad-stretch"
          {...across(stretch)}
          y={plot.y}
          height={plot.height}
          fill="url(#bad-hatch)"
        />
      ))}
      {lanes.flatMap(({ one, stretches }, lane) =>
        stretches.map((stretch) => (
          <rect
            key={`${one.tag.id} ${stretch.fromMs}`}
            className={`quality-lane slot-${one.slot} is-${stretch.quality.toLowerCase()}`}
            {...across(stretch)}
            y={bottom - (lane + 1) * (LANE_HEIGHT + 1)}
            height={LANE_HEIGHT}
          />
        )),
      )}
    </g>
  );
}
